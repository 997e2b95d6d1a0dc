using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using PromptLab.Grading;

namespace PromptLab.Comparing;

/// <summary>One item that both runs were asked, with the same input and the same expected.</summary>
public sealed record ItemPair
{
    /// <summary>The item's id.</summary>
    public required string ItemId { get; init; }

    /// <summary>The item's hash, the same on both sides.</summary>
    public required string ItemHash { get; init; }

    /// <summary>The item's split; null where the eval set is not split.</summary>
    public string? Split { get; init; }

    /// <summary>The item's tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The item's weight in the mean score.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>The item's cluster; null where it stands alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Cluster { get; init; }

    /// <summary>The item's input fields.</summary>
    public required IReadOnlyDictionary<string, JsonNode> Input { get; init; }

    /// <summary>What a right response says; null where the item has none.</summary>
    public JsonNode? Expected { get; init; }

    /// <summary>How it came out in the baseline.</summary>
    public required ComparedSide Baseline { get; init; }

    /// <summary>How it came out in the candidate.</summary>
    public required ComparedSide Candidate { get; init; }

    /// <summary>
    /// True for an item of the holdout: it counts, and neither its texts nor its responses are in the pair, so that
    /// nobody tunes on them.
    /// </summary>
    public bool IsSealed { get; init; }

    /// <summary>What became of the item from baseline to candidate. An error on either side outweighs an undecided one.</summary>
    public ItemChange Change =>
        (Baseline.Status, Candidate.Status) switch
        {
            (ItemStatus.Error, _) or (_, ItemStatus.Error) => ItemChange.Error,
            (ItemStatus.Undecided, _) or (_, ItemStatus.Undecided) => ItemChange.Undecided,
            (ItemStatus.Pass, ItemStatus.Fail) => ItemChange.Broken,
            (ItemStatus.Fail, ItemStatus.Pass) => ItemChange.Fixed,
            (ItemStatus.Pass, _) => ItemChange.BothPass,
            _ => ItemChange.BothFail,
        };
}
