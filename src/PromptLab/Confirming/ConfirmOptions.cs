using PromptLab.Planning;

namespace PromptLab.Confirming;

/// <summary>The versions to compare on the holdout, and how to run them.</summary>
public sealed record ConfirmOptions
{
    /// <summary>The reference of the frozen version to confirm, such as <c>triage@v6</c>.</summary>
    public required string Candidate { get; init; }

    /// <summary>
    /// The baseline: a version or label of the same prompt, or a full reference. By default the label <c>baseline</c>.
    /// </summary>
    public string Against { get; init; } = "baseline";

    /// <summary>The name of the eval set. Null for the one that the prompt's experiments use, if they agree.</summary>
    public string? EvalSet { get; init; }

    /// <summary>
    /// The name of the model. Null for the one that the prompt's experiments use, if they agree, and then for the default model.
    /// </summary>
    public string? Model { get; init; }

    /// <summary>How often each item is run, from 1 to 1000; null for the default of <c>promptlab.yaml</c>.</summary>
    public int? Repeats { get; init; }

    /// <summary>How many calls may be in flight at once, from 1 to 1000; null for the default of <c>promptlab.yaml</c>.</summary>
    public int? Concurrency { get; init; }

    /// <summary>The most to spend on both runs together, in US dollars; null for the budget of <c>promptlab.yaml</c>.</summary>
    public decimal? MaxCostUsd { get; init; }

    /// <summary>The maximum number of requests of both runs together, retries included, from 1; null as for the cost.</summary>
    public int? MaxRequests { get; init; }

    /// <summary>The maximum number of input and output tokens of both runs together, from 1; null as for the cost.</summary>
    public long? MaxTokens { get; init; }

    /// <summary>
    /// The largest loss that counts as not worse, in percentage points, above 0 and at most 100; null for 5, or 10 with fewer
    /// than 100 items.
    /// </summary>
    public decimal? MarginPoints { get; init; }

    /// <summary>The reason for the claim, which is recorded in the ledger; null for none.</summary>
    public string? Why { get; init; }

    /// <summary>True to allow one more look at the holdout after the limit is reached; false by default.</summary>
    public bool Burn { get; init; }

    /// <summary>These options as options of a run, without prompts and items.</summary>
    internal RunOptions ToRunOptions() =>
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
