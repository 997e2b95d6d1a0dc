namespace PromptLab.Diagnosing;

/// <summary>All failing items with the same reason.</summary>
public sealed record FailureMode
{
    /// <summary>The reason that the items share.</summary>
    public required FailureReason Reason { get; init; }

    /// <summary>The reason's display name, stable from run to run.</summary>
    public string Name => Reason.Name;

    /// <summary>The ids of the failing items, in order of id.</summary>
    public required IReadOnlyList<string> ItemIds { get; init; }

    /// <summary>The number of decided items of the run: the n of “k of n”.</summary>
    public required int Of { get; init; }

    /// <summary>The number of its items that fail in every repeat.</summary>
    public required int AlwaysFailing { get; init; }

    /// <summary>The established slices and leads that have at least two of its items.</summary>
    public required IReadOnlyList<CoveredSlice> Slices { get; init; }

    /// <summary>The clusters of its items, the largest first.</summary>
    public required IReadOnlyList<FailureCluster> Clusters { get; init; }

    /// <summary>The confused labels of its items, most frequent first; empty where its grader compares none.</summary>
    public required IReadOnlyList<ConfusedPair> Confused { get; init; }

    /// <summary>The sections of the prompt to look at first.</summary>
    public required SectionSuggestion Suggestion { get; init; }
}

/// <summary>A slice that has items of a failure mode.</summary>
/// <param name="Name">The slice's display name.</param>
/// <param name="IsEstablished">True for an established slice, false for a lead.</param>
/// <param name="ItemIds">The ids of the mode's items in the slice.</param>
public sealed record CoveredSlice(string Name, bool IsEstablished, IReadOnlyList<string> ItemIds);
