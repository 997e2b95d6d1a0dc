using PromptLab.Comparing;

namespace PromptLab.Diagnosing;

/// <summary>The items that changed sides against the parent version.</summary>
public sealed record ParentFlips
{
    /// <summary>The parent, such as <c>refund-intake@v9</c>.</summary>
    public required string Parent { get; init; }

    /// <summary>The run of the parent.</summary>
    public required string RunId { get; init; }

    /// <summary>How many items both runs decided or tried.</summary>
    public required int Pairs { get; init; }

    /// <summary>The items that passed and now fail, each with its reason.</summary>
    public required IReadOnlyList<BrokenItem> Broken { get; init; }

    /// <summary>The items that failed and now pass, by id.</summary>
    public required IReadOnlyList<string> Fixed { get; init; }

    /// <summary>The flips of a comparison with the parent.</summary>
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
/// <param name="ItemId">The item.</param>
/// <param name="Reason">Why it fails.</param>
public sealed record BrokenItem(string ItemId, string Reason);
