using PromptLab.Planning;

namespace PromptLab.Confirming;

/// <summary>What a claim is on, and how it is asked.</summary>
public sealed record ConfirmOptions
{
    /// <summary>The frozen version that the claim is on, such as <c>triage@v6</c>.</summary>
    public required string Candidate { get; init; }

    /// <summary>The version that it is held against: a version or label of the same prompt, or a whole reference.</summary>
    public string Against { get; init; } = "baseline";

    /// <summary>The eval set; null for the one of the prompt's experiments.</summary>
    public string? EvalSet { get; init; }

    /// <summary>The model; null for the one of the prompt's experiments.</summary>
    public string? Model { get; init; }

    /// <summary>How often every item is asked, from 1 to 1000; null for the default of <c>promptlab.yaml</c>.</summary>
    public int? Repeats { get; init; }

    /// <summary>How many calls are in flight at once, from 1 to 1000; null for the default.</summary>
    public int? Concurrency { get; init; }

    /// <summary>Spend at most this many US dollars on both runs.</summary>
    public decimal? MaxCostUsd { get; init; }

    /// <summary>Send at most this many requests for both runs, every attempt counted.</summary>
    public int? MaxRequests { get; init; }

    /// <summary>Use at most this many tokens for both runs, input and output.</summary>
    public long? MaxTokens { get; init; }

    /// <summary>
    /// The loss in percentage points that would be borne, above 0 and up to 100, for “not worse”; null for 5, or 10
    /// with fewer than 100 items.
    /// </summary>
    public decimal? MarginPoints { get; init; }

    /// <summary>Why the claim is asked for, for the ledger; null where nobody says.</summary>
    public string? Why { get; init; }

    /// <summary>True to look at the holdout once more although there were as many looks as are allowed.</summary>
    public bool Burn { get; init; }

    /// <summary>The same as choices of a run, without its prompts and items.</summary>
    internal RunOptions ToRun() =>
        new()
        {
            EvalSet = EvalSet,
            Models = Model is null ? [] : [Model],
            Repeats = Repeats,
            Concurrency = Concurrency,
            MaxCostUsd = MaxCostUsd,
            MaxRequests = MaxRequests,
            MaxTokens = MaxTokens,
            Burn = Burn,
        };
}
