using PromptLab.Results;
using PromptLab.Running;
using PromptLab.Workspace;

namespace PromptLab.Diagnosing;

/// <summary>The items of a run that failed, the worst first. Items of the holdout are counted and never shown.</summary>
public sealed record FailuresResult : ProjectResult
{
    /// <summary>The run.</summary>
    public required RunRecord Run { get; init; }

    /// <summary>How many items the run asked, those of the holdout left out.</summary>
    public required int Asked { get; init; }

    /// <summary>
    /// How many items failed in at least one repeat, were left undecided, or had a failed call; those of the holdout left out.
    /// </summary>
    public required int Failed { get; init; }

    /// <summary>How many items of the holdout failed in the same sense.</summary>
    public required int FailedInHoldout { get; init; }

    /// <summary>
    /// The failed items within the limit: wrong ones first, by mean score, then undecided ones, then those without a response. Or the
    /// one item that was asked for, failed or not.
    /// </summary>
    public required IReadOnlyList<FailedItem> Items { get; init; }
}

/// <summary>An item that failed.</summary>
/// <param name="ItemId">Its id.</param>
/// <param name="Score">The mean score of its repeats, from 0 to 1; null where none has a score.</param>
/// <param name="Passed">How many repeats passed.</param>
/// <param name="Asked">How many repeats were asked.</param>
public sealed record FailedItem(string ItemId, double? Score, int Passed, int Asked)
{
    /// <summary>The results of its repeats, in order.</summary>
    public IEnumerable<ItemResult> Repeats => Results;

    internal IReadOnlyList<ItemResult> Results { get; init; } = [];
}
