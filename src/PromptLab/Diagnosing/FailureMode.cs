namespace PromptLab.Diagnosing;

/// <summary>Failing items that share a reason: one thing to work on.</summary>
public sealed record FailureMode
{
    /// <summary>The reason.</summary>
    public required FailureReason Reason { get; init; }

    /// <summary>The reason as people read it: the same from run to run.</summary>
    public string Name => Reason.Name;

    /// <summary>The failing items, by id.</summary>
    public required IReadOnlyList<string> ItemIds { get; init; }

    /// <summary>How many decided items the run has: the n of “k of n”.</summary>
    public required int Of { get; init; }

    /// <summary>How many of them fail in every repeat.</summary>
    public required int AlwaysFailing { get; init; }

    /// <summary>The established slices and the leads that hold at least two of the items, with how many.</summary>
    public required IReadOnlyList<CoveredSlice> Slices { get; init; }

    /// <summary>The clusters of its items, the largest first.</summary>
    public required IReadOnlyList<FailureCluster> Clusters { get; init; }

    /// <summary>The labels that were taken for others in its items, most frequent first; empty where its grader compares none.</summary>
    public required IReadOnlyList<ConfusedPair> Confused { get; init; }

    /// <summary>The section to look at first.</summary>
    public required SectionSuggestion Suggestion { get; init; }
}

/// <summary>A slice that a failure mode has part in.</summary>
/// <param name="Name">The slice.</param>
/// <param name="IsEstablished">True where it is established, false for a lead.</param>
/// <param name="ItemIds">The items of the mode in it.</param>
public sealed record CoveredSlice(string Name, bool IsEstablished, IReadOnlyList<string> ItemIds);
