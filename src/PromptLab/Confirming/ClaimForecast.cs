using PromptLab.Experiments;
using PromptLab.Workspace;

namespace PromptLab.Confirming;

/// <summary>The look that a claim would take, and what it would send and cost. Nothing is sent or written to predict it.</summary>
public sealed record ClaimForecast : ProjectResult
{
    /// <summary>The number of the look, from 1.</summary>
    public required int Look { get; init; }

    /// <summary>True where an interrupted look would be resumed.</summary>
    public required bool IsResumed { get; init; }

    /// <summary>The significance level of the claim: 0.05 divided by the number of the look.</summary>
    public required double Level { get; init; }

    /// <summary>The calls, tokens and cost of both runs together.</summary>
    public required RunForecast Run { get; init; }
}
