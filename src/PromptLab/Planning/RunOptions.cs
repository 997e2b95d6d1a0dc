using PromptLab.Calling;

namespace PromptLab.Planning;

/// <summary>
/// What to run and how. Null and empty properties take the experiment's value, and then the default of
/// <c>promptlab.yaml</c>.
/// </summary>
public sealed record RunOptions
{
    /// <summary>
    /// The name of an experiment of <c>promptlab.yaml</c>. Null means the default experiment, or none where
    /// <see cref="Prompts"/> or <see cref="EvalSet"/> is given.
    /// </summary>
    public string? Experiment { get; init; }

    /// <summary>References of the prompt versions, such as <c>triage@v3</c>. Empty for the experiment's.</summary>
    public IReadOnlyList<string> Prompts { get; init; } = [];

    /// <summary>The name of the eval set. Null for the experiment's.</summary>
    public string? EvalSet { get; init; }

    /// <summary>
    /// The names of several eval sets, for <c>RunSetsAsync</c>, in place of <see cref="EvalSet"/>. Empty for the experiment's.
    /// </summary>
    public IReadOnlyList<string> EvalSets { get; init; } = [];

    /// <summary>
    /// Names of models, of <c>promptlab.yaml</c> or of the host. Empty for the experiment's, and then for the default model.
    /// </summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>The splits whose items are run. Empty for the experiment's, and then for every item outside the holdout.</summary>
    public IReadOnlyList<string> Splits { get; init; } = [];

    /// <summary>Ids of items, where <c>*</c> matches any text. Empty for the experiment's, and then for all.</summary>
    public IReadOnlyList<string> Items { get; init; } = [];

    /// <summary>Tags, of which an item needs at least one. Empty for the experiment's, and then for all items.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>
    /// The maximum number of items, from 1: the first ones, or with <see cref="Seed"/> a random choice. Null for the experiment's
    /// limit, and then for all.
    /// </summary>
    public int? Limit { get; init; }

    /// <summary>The seed of a random choice of <see cref="Limit"/> items. Null for the experiment's, then for the first items.</summary>
    public long? Seed { get; init; }

    /// <summary>How often each item is run, from 1 to 1000. Null for the experiment's, and then for the default of 1.</summary>
    public int? Repeats { get; init; }

    /// <summary>The maximum number of calls in flight, from 1 to 1000. Null for the experiment's, then for the default of 8.</summary>
    public int? Concurrency { get; init; }

    /// <summary>Whether the response cache is read and written. Null for the mode of <c>promptlab.yaml</c>, by default off.</summary>
    public CacheMode? Cache { get; init; }

    /// <summary>The most to spend on all runs together, in US dollars. Null for the budget of <c>promptlab.yaml</c>.</summary>
    public decimal? MaxCostUsd { get; init; }

    /// <summary>The maximum number of requests of all runs together, retries included, from 1. Null as for the cost.</summary>
    public int? MaxRequests { get; init; }

    /// <summary>The maximum number of input and output tokens of all runs together, from 1. Null as for the cost.</summary>
    public long? MaxTokens { get; init; }

    /// <summary>
    /// The baseline of a race: a run, or a prompt version with a completed run under the same conditions. A version that is
    /// unlikely to end ahead of it is stopped early. Null for no race.
    /// </summary>
    public string? Race { get; init; }

    /// <summary>True to allow one more look at the holdout after the limit is reached; false by default.</summary>
    public bool Burn { get; init; }
}
