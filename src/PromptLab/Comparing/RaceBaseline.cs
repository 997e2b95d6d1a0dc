using PromptLab.Running;

namespace PromptLab.Comparing;

/// <summary>What a race has to know of a finished baseline: the share of each item's repeats that pass. Immutable.</summary>
internal sealed class RaceBaseline
{
    private readonly Dictionary<string, RepeatShare> _items = new(StringComparer.Ordinal);

    private RaceBaseline() { }

    /// <summary>True where every item was asked once.</summary>
    public bool AskedOnce { get; private set; } = true;

    /// <summary>How many items are decided, and so can be won or lost.</summary>
    public int Decided => _items.Values.Count(item => item.Value is not null);

    /// <summary>The baseline that a run's results make; none of them may be there twice.</summary>
    public static RaceBaseline Of(IEnumerable<ItemResult> results)
    {
        var baseline = new RaceBaseline();
        foreach (var result in results)
        {
            if (!baseline._items.TryGetValue(result.ItemId, out var item))
                baseline._items.Add(result.ItemId, item = new RepeatShare());
            item.Add(result);
            baseline.AskedOnce &= result.Repeat == 1;
        }

        return baseline;
    }

    /// <summary>True where the item is decided, whatever its hash.</summary>
    internal bool Decides(string itemId) => _items.GetValueOrDefault(itemId)?.Value is not null;

    /// <summary>
    /// Candidate minus baseline of one item, from −1 to 1; null where one of them is undecided or failed, or the item
    /// was changed between them.
    /// </summary>
    internal double? DifferenceTo(string itemId, RepeatShare candidate) =>
        _items.GetValueOrDefault(itemId) is { Hash: { } hash } item && hash == candidate.Hash ? candidate.Value - item.Value : null;
}
