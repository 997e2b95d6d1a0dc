using Microsoft.Extensions.AI;
using PromptLab.Planning;
using PromptLab.Results;
using PromptLab.Workspace;

namespace PromptLab.Experiments;

/// <summary>What a run would ask and what it would cost. Nothing is sent or written for it.</summary>
public sealed record RunForecast : ProjectResult
{
    /// <summary>Calls, tokens and cost, at most.</summary>
    public required RunEstimate Estimate { get; init; }

    /// <summary>References of the prompt versions.</summary>
    public required IReadOnlyList<string> Prompts { get; init; }

    /// <summary>Names of the models.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>How many items would be asked.</summary>
    public required int Items { get; init; }

    /// <summary>How often each.</summary>
    public required int Repeats { get; init; }

    /// <summary>The runs that would be raced against; null where nothing is raced.</summary>
    public required IReadOnlyList<RunRecord>? RaceAgainst { get; init; }

    /// <summary>The first item that is not of the holdout; null where there is none.</summary>
    public required string? FirstItem { get; init; }

    /// <summary>The messages of that item with the first prompt version; null where there is none.</summary>
    public required IReadOnlyList<ChatMessage>? Messages { get; init; }
}

/// <summary>What resuming would ask and use again. Nothing is sent or written for it.</summary>
public sealed record ResumeForecast : ProjectResult
{
    /// <summary>The runs.</summary>
    public required IReadOnlyList<ResumedRun> Runs { get; init; }
}
