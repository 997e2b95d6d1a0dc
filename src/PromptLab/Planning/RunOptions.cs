using PromptLab.Calling;

namespace PromptLab.Planning;

/// <summary>
/// What is to be run. Null and empty leave a choice to the experiment, and then to the defaults of
/// <c>promptlab.yaml</c>.
/// </summary>
public sealed record RunOptions
{
    /// <summary>
    /// An experiment of <c>promptlab.yaml</c>; null for the default one, or for none where prompts or an eval set are
    /// named.
    /// </summary>
    public string? Experiment { get; init; }

    /// <summary>References of prompt versions, such as <c>triage@v3</c>.</summary>
    public IReadOnlyList<string> Prompts { get; init; } = [];

    /// <summary>The name of the eval set.</summary>
    public string? EvalSet { get; init; }

    /// <summary>Names of models, of <c>promptlab.yaml</c> or of the host.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>The splits whose items are asked; without one all but the holdout are.</summary>
    public IReadOnlyList<string> Splits { get; init; } = [];

    /// <summary>Ids of items, with <c>*</c> for any characters.</summary>
    public IReadOnlyList<string> Items { get; init; } = [];

    /// <summary>Tags, of which an item has at least one.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>At most this many items, from 1: the first ones, or with <see cref="Seed"/> a random choice.</summary>
    public int? Limit { get; init; }

    /// <summary>The seed of the random choice that <see cref="Limit"/> makes.</summary>
    public long? Seed { get; init; }

    /// <summary>How often every item is asked, from 1 to 1000.</summary>
    public int? Repeats { get; init; }

    /// <summary>How many calls are in flight at once, from 1 to 1000.</summary>
    public int? Concurrency { get; init; }

    /// <summary>What is done with the response cache.</summary>
    public CacheMode? Cache { get; init; }

    /// <summary>Spend at most this many US dollars on all runs together.</summary>
    public decimal? MaxCostUsd { get; init; }

    /// <summary>Send at most this many requests for all runs together, every attempt counted; from 1.</summary>
    public int? MaxRequests { get; init; }

    /// <summary>Use at most this many tokens for all runs together, input and output; from 1.</summary>
    public long? MaxTokens { get; init; }

    /// <summary>
    /// A run, or a prompt version that has a completed run under the same conditions, to race against: a version that can hardly
    /// end ahead is not asked to the end. Null where nothing is raced.
    /// </summary>
    public string? Race { get; init; }

    /// <summary>True to look at the holdout once more although there were as many looks as are allowed.</summary>
    public bool Burn { get; init; }
}
