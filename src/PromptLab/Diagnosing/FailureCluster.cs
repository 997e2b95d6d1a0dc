namespace PromptLab.Diagnosing;

/// <summary>Failing items of one reason whose input and response are worded alike.</summary>
public sealed record FailureCluster
{
    /// <summary>The reason that they share.</summary>
    public required FailureReason Reason { get; init; }

    /// <summary>Their ids, at least two.</summary>
    public required IReadOnlyList<string> ItemIds { get; init; }

    /// <summary>
    /// The words that tell them from the items that pass, the strongest first; empty where none stands out. A label to
    /// find them by, not a cause.
    /// </summary>
    public required IReadOnlyList<TellingTerm> Terms { get; init; }

    /// <summary>The item that lies nearest to all others of the cluster.</summary>
    public required ClusterExample Example { get; init; }
}

/// <summary>The typical item of a cluster.</summary>
/// <param name="ItemId">Its id.</param>
/// <param name="Input">Its input, whole.</param>
/// <param name="Output">The response, whole; empty where there is none.</param>
/// <param name="Because">What the graders that did not pass said.</param>
public sealed record ClusterExample(string ItemId, string Input, string Output, IReadOnlyList<string> Because);
