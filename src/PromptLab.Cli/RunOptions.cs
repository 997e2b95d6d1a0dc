using PromptLab.Comparing;
using PromptLab.EvalSets;

namespace PromptLab.Cli;

/// <summary>What a command line asked <c>promptlab run</c> for. Null or empty where it says nothing: then the experiment decides.</summary>
internal sealed record RunOptions
{
    public string? Experiment { get; init; }

    public IReadOnlyList<string> Prompts { get; init; } = [];

    public string? EvalSet { get; init; }

    public IReadOnlyList<string> Models { get; init; } = [];

    public IReadOnlyList<string> Splits { get; init; } = [];

    public IReadOnlyList<string> Items { get; init; } = [];

    public IReadOnlyList<string> Tags { get; init; } = [];

    public int? Limit { get; init; }

    public long? Seed { get; init; }

    public int? Repeats { get; init; }

    public int? Concurrency { get; init; }

    /// <summary>What to do with the response cache; null where the command line does not say.</summary>
    public string? Cache { get; init; }

    public decimal? MaxCostUsd { get; init; }

    public int? MaxRequests { get; init; }

    public long? MaxTokens { get; init; }

    /// <summary>The run to go on with; empty for the latest one that can; null for a new run.</summary>
    public string? Resume { get; init; }

    /// <summary>The baseline to race against; null where nothing is raced.</summary>
    public string? Race { get; init; }

    /// <summary>True where somebody insists on a look at the holdout beyond the last one that is allowed.</summary>
    public bool Burn { get; init; }

    public bool DryRun { get; init; }

    public bool LogResponses { get; init; }

    public bool Json { get; init; }
}
