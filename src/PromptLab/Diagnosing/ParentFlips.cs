using PromptLab.Comparing;

namespace PromptLab.Diagnosing;

/// <summary>The items that flipped between pass and fail against the parent version.</summary>
internal sealed record ParentFlips
{
    /// <summary>The parent's reference, such as <c>refund-intake@v9</c>.</summary>
    public required string Parent { get; init; }

    /// <summary>The id of the parent's run.</summary>
    public required string RunId { get; init; }

    /// <summary>The number of items outside the holdout that both runs have.</summary>
    public required int Pairs { get; init; }

    /// <summary>The items that passed with the parent and fail now, each with its reason.</summary>
    public required IReadOnlyList<BrokenItem> Broken { get; init; }

    /// <summary>The ids of the items that failed with the parent and pass now.</summary>
    public required IReadOnlyList<string> Fixed { get; init; }

    /// <summary>The flips in a comparison with the parent, of the given items only.</summary>
    internal static ParentFlips Of(RunComparison comparison, IReadOnlyList<DiagnosedItem> items)
    {
        var known = items.ToDictionary(item => item.ItemId, StringComparer.Ordinal);
        return new ParentFlips
        {
            Parent = comparison.Baseline.Label,
            RunId = comparison.Baseline.RunId,
            Pairs = comparison.Pairs.Count(pair => known.ContainsKey(pair.ItemId)),
            Broken =
            [
                .. comparison
                    .Of(ItemChange.Broken)
                    .Where(pair => known.ContainsKey(pair.ItemId))
                    .Select(pair => new BrokenItem(pair.ItemId, known[pair.ItemId].Reason?.Name ?? "")),
            ],
            Fixed = [.. comparison.Of(ItemChange.Fixed).Where(pair => known.ContainsKey(pair.ItemId)).Select(pair => pair.ItemId)],
        };
    }
}

/// <summary>An item that passed with the parent and fails now.</summary>
/// <param name="ItemId">The item's id.</param>
/// <param name="Reason">The display name of its failure reason; empty where it is unknown.</param>
internal sealed record BrokenItem(string ItemId, string Reason);
