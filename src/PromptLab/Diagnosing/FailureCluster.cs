using System.Text.Json.Serialization;

namespace PromptLab.Diagnosing;

/// <summary>Failing items with the same reason and similar wording of input and response.</summary>
public sealed record FailureCluster
{
    /// <summary>The reason that all items of the cluster share.</summary>
    public required FailureReason Reason { get; init; }

    /// <summary>The ids of the items, at least two.</summary>
    public required IReadOnlyList<string> ItemIds { get; init; }

    /// <summary>
    /// The words that set the items apart from those that pass, most distinctive first; empty where none does. They label the
    /// cluster and do not explain it.
    /// </summary>
    public required IReadOnlyList<DistinctiveTerm> Terms { get; init; }

    /// <summary>The item with the smallest total distance to the others of the cluster.</summary>
    public required ClusterExample Example { get; init; }
}

/// <summary>The most typical item of a cluster.</summary>
/// <param name="ItemId">The item's id.</param>
/// <param name="Input">The complete input.</param>
/// <param name="Output">The complete response; empty where there is none.</param>
/// <param name="Reasons">The reasons of the graders that did not pass.</param>
public sealed record ClusterExample(
    string ItemId,
    string Input,
    string Output,
    [property: JsonPropertyName("because")] IReadOnlyList<string> Reasons
);
