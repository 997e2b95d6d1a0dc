using System.Text.Json.Serialization;
using PromptLab.EvalSets;

namespace PromptLab.Splitting;

/// <summary>The size of a split after the assignment.</summary>
public sealed record SplitCount
{
    /// <summary>The name of the split.</summary>
    public required string Split { get; init; }

    /// <summary>The number of its items.</summary>
    public required int Items { get; init; }

    /// <summary>The number of items that were not in it before.</summary>
    public required int New { get; init; }

    /// <summary>The number of independent items: a cluster counts as one, and so do duplicates.</summary>
    public required int Independent { get; init; }

    /// <summary>Its share of all items in train, dev and holdout, from 0 to 1; null for another split, or if these have no items.</summary>
    public required double? Share { get; init; }

    /// <summary>Its target share, from 0 to 1; null for another split.</summary>
    [JsonPropertyName("wanted")]
    public required double? Target { get; init; }

    internal static IReadOnlyList<SplitCount> Of(
        EvalSet evalSet,
        SplitShares shares,
        IReadOnlyList<SplitUnit> units,
        IReadOnlyDictionary<string, string> splits
    )
    {
        var items = evalSet.Items.ToLookup(item => splits[item.Id], StringComparer.Ordinal);
        var independent = units
            .SelectMany(unit => unit.Items.Select(item => splits[item.Id]).Distinct(StringComparer.Ordinal))
            .CountBy(split => split, StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal);
        var total = SplitNames.All.Sum(name => items[name].Count());
        var others = items.Select(group => group.Key).Except(SplitNames.All, StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return
        [
            .. SplitNames
                .All.Where(name => shares.Of(name) > 0 || items.Contains(name))
                .Select(name => CountOf(name, (double)items[name].Count() / total, shares.Of(name) / 100.0)),
            .. others.Select(name => CountOf(name, null, null)),
        ];

        SplitCount CountOf(string split, double? share, double? target) =>
            new()
            {
                Split = split,
                Items = items[split].Count(),
                New = items[split].Count(item => item.Split != split),
                Independent = independent.GetValueOrDefault(split),
                Share = total == 0 ? null : share,
                Target = target,
            };
    }
}
