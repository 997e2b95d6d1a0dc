using Microsoft.Extensions.AI;
using PromptLab.Planning;
using PromptLab.Results;
using PromptLab.Workspace;

namespace PromptLab.Experiments;

/// <summary>What a run would send and cost. Nothing is sent or written to predict it.</summary>
public sealed record RunForecast : ProjectResult
{
    /// <summary>The calls and the maximum tokens and cost.</summary>
    public required RunEstimate Estimate { get; init; }

    /// <summary>References of the prompt versions.</summary>
    public required IReadOnlyList<string> Prompts { get; init; }

    /// <summary>Names of the models.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>The number of selected items.</summary>
    public required int Items { get; init; }

    /// <summary>How often each item would be run, from 1.</summary>
    public required int Repeats { get; init; }

    /// <summary>The baselines of the race; null for no race.</summary>
    public required IReadOnlyList<RunRecord>? RaceAgainst { get; init; }

    /// <summary>The id of the first item outside the holdout; null where there is none.</summary>
    public required string? FirstItem { get; init; }

    /// <summary>The messages of <see cref="FirstItem"/> with the first prompt version; null where there is no such item.</summary>
    public required IReadOnlyList<ChatMessage>? Messages { get; init; }
}

/// <summary>What resuming would reuse and call. Nothing is sent or written to predict it.</summary>
public sealed record ResumeForecast : ProjectResult
{
    /// <summary>The runs that would be resumed, at least one.</summary>
    public required IReadOnlyList<ResumedRun> Runs { get; init; }
}
