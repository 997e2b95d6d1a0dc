using PromptLab.EvalSets;
using PromptLab.Files;

namespace PromptLab.Splitting;

/// <summary>
/// The split of every item of an eval set, with what is new about it. Items that had a split keep it, unless all were
/// to be dealt anew.
/// </summary>
public sealed record SplitAssignment
{
    /// <summary>The eval set as it was.</summary>
    public required EvalSet EvalSet { get; init; }

    /// <summary>The shares that were aimed at.</summary>
    public required SplitShares Shares { get; init; }

    /// <summary>The text that went into the hash of every unit.</summary>
    public required string Salt { get; init; }

    /// <summary>The split of every item, by id.</summary>
    public required IReadOnlyDictionary<string, string> Splits { get; init; }

    /// <summary>The items that had another split, or none, in the file's order.</summary>
    public required IEnumerable<EvalItem> Changed { get; init; }

    /// <summary>A line for each split that has items or should have: train, dev, holdout, and then others that the file has.</summary>
    public required IReadOnlyList<SplitCount> Counts { get; init; }

    /// <summary>A line for each tag and then each label, the most frequent first.</summary>
    public required IReadOnlyList<SplitAttributeCount> Attributes { get; init; }

    /// <summary>Deals the items that have no split; null with problems noted where a cluster has several already.</summary>
    /// <remarks>
    /// New items of a cluster that has a split join it. Items that are the same as ones that have a split join them too; where
    /// those are in several, train goes first and holdout last, so that nothing that was seen comes into the holdout.
    /// Items in splits other than train, dev and holdout stay there and count in no share.
    /// </remarks>
    /// <param name="evalSet">The eval set, whose items may lack splits.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="problems">Where problems go.</param>
    internal static SplitAssignment? Of(EvalSet evalSet, SplitRequest request, Problems problems)
    {
        var kept = evalSet
            .Items.Where(item => item.Split is { } split && !(request.Anew && SplitNames.All.Contains(split, StringComparer.Ordinal)))
            .ToDictionary(item => item.Id, item => item.Split ?? "", StringComparer.Ordinal);
        if (SpreadClusters.Refuse(evalSet, kept, problems))
            return null;
        var salt = request.Salt ?? evalSet.Name;
        var shares = request.Shares ?? SplitShares.DefaultFor(evalSet.Items.Count);
        var units = SplitUnits.Of(evalSet, request.Twins, salt);
        var splits = Joined(units, kept);
        DealRest(evalSet, request, shares, units, splits);
        return new SplitAssignment
        {
            EvalSet = evalSet,
            Shares = shares,
            Salt = salt,
            Splits = splits,
            Changed = [.. evalSet.Items.Where(item => item.Split != splits[item.Id])],
            Counts = SplitCount.Of(evalSet, shares, units, splits),
            Attributes = SplitAttributeCount.Of(evalSet, request, splits),
        };
    }

    private static Dictionary<string, string> Joined(IReadOnlyList<SplitUnit> units, Dictionary<string, string> kept)
    {
        var splits = new Dictionary<string, string>(kept, StringComparer.Ordinal);
        foreach (var unit in units)
        {
            var known = unit.Items.Where(item => kept.ContainsKey(item.Id)).ToList();
            var clusters = known
                .Where(item => item.Cluster is not null)
                .DistinctBy(item => item.Cluster, StringComparer.Ordinal)
                .ToDictionary(item => item.Cluster ?? "", item => kept[item.Id], StringComparer.Ordinal);
            var first = known
                .Select(item => kept[item.Id])
                .OrderBy(PlaceOf)
                .ThenBy(split => split, StringComparer.Ordinal)
                .FirstOrDefault();
            foreach (var item in unit.Items.Where(item => first is not null && !kept.ContainsKey(item.Id)))
                splits[item.Id] = item.Cluster is { } cluster && clusters.TryGetValue(cluster, out var split) ? split : first ?? "";
        }

        return splits;
    }

    private static int PlaceOf(string split) =>
        split switch
        {
            SplitNames.Train => 0,
            SplitNames.Dev => 1,
            SplitNames.Holdout => 3,
            _ => 2,
        };

    private static void DealRest(
        EvalSet evalSet,
        SplitRequest request,
        SplitShares shares,
        IReadOnlyList<SplitUnit> units,
        Dictionary<string, string> splits
    )
    {
        var counted = evalSet
            .Items.Where(item => !splits.TryGetValue(item.Id, out var split) || SplitNames.All.Contains(split, StringComparer.Ordinal))
            .ToList();
        var dealer = new SplitDealer(
            request,
            shares,
            counted,
            counted.Where(item => splits.ContainsKey(item.Id)).Select(item => (item, splits[item.Id]))
        );
        var holders = units.SelectMany(unit => unit.AttributesBy(request).Keys).CountBy(attribute => attribute).ToDictionary();
        foreach (
            var (unit, split) in dealer.Deal([.. units.Where(unit => !splits.ContainsKey(unit.Items[0].Id))], attribute =>
                holders[attribute] > 1
            )
        )
        {
            foreach (var item in unit.Items)
                splits.Add(item.Id, split);
        }
    }
}
