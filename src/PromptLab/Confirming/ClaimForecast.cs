using PromptLab.Experiments;
using PromptLab.Workspace;

namespace PromptLab.Confirming;

/// <summary>Which look a claim would take, and what it would ask. Nothing is sent or written for it.</summary>
public sealed record ClaimForecast : ProjectResult
{
    /// <summary>The number of the look, from 1.</summary>
    public required int Look { get; init; }

    /// <summary>True where a look that was cut short would go on.</summary>
    public required bool IsResumed { get; init; }

    /// <summary>What p-value the claim may have at most.</summary>
    public required double Level { get; init; }

    /// <summary>What both runs would ask.</summary>
    public required RunForecast Run { get; init; }
}
