using PromptLab.EvalSets;
using PromptLab.Files;

namespace PromptLab.Splitting;

/// <summary>
/// The split of every item of an eval set, and what changed. Items keep the split they had, unless all items are reassigned.
/// </summary>
internal sealed record SplitAssignment
{
    /// <summary>The eval set before the assignment.</summary>
    public required EvalSet EvalSet { get; init; }

    /// <summary>The target shares of the splits.</summary>
    public required SplitShares Shares { get; init; }

    /// <summary>The text that is hashed with each unit to order them.</summary>
    public required string Salt { get; init; }

    /// <summary>The name of each item's split, by item id.</summary>
    public required IReadOnlyDictionary<string, string> Splits { get; init; }

    /// <summary>The items whose split is new or different, in file order.</summary>
    public required IEnumerable<EvalItem> Changed { get; init; }

    /// <summary>The size of each split: train, dev and holdout if they have items or a share, then other splits of the file.</summary>
    public required IReadOnlyList<SplitCount> Counts { get; init; }

    /// <summary>The counts per tag, then per label, most frequent first.</summary>
    public required IReadOnlyList<SplitAttributeCount> Attributes { get; init; }

    /// <summary>Assigns splits to items that have none; null, with problems reported, if a cluster already has several.</summary>
    /// <remarks>
    /// New items of a cluster that has a split join it. So do duplicates of items that have a split; if these are in several
    /// splits, train comes first and holdout last, so that nothing already seen enters the holdout. Items in splits other than
    /// train, dev and holdout stay there and do not count towards shares.
    /// </remarks>
    /// <param name="evalSet">The eval set, whose items may lack splits.</param>
    /// <param name="request">The shares and other options.</param>
    /// <param name="problems">Collects the problems.</param>
    internal static SplitAssignment? Create(EvalSet evalSet, SplitRequest request, Problems problems)
    {
        var kept = evalSet
            .Items.Where(item =>
                item.Split is { } split && !(request.ReassignAll && SplitNames.All.Contains(split, StringComparer.Ordinal))
            )
            .ToDictionary(item => item.Id, item => item.Split ?? "", StringComparer.Ordinal);
        foreach (var (id, split) in request.Fixed)
            kept[id] = split;
        if (SpreadClusters.ReportAll(evalSet, kept, problems))
            return null;
        var salt = request.Salt ?? evalSet.Name;
        var shares = request.Shares ?? SplitShares.DefaultFor(evalSet.Items.Count);
        var units = SplitUnits.Of(evalSet, request.Duplicates, salt);
        var splits = JoinExisting(units, kept);
        AssignRest(evalSet, request, shares, units, splits);
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

    /// <summary>The same splits, but with the items of the holdout in <c>dev</c>.</summary>
    public static SplitAssignment WithoutHoldout(EvalSet evalSet) =>
        new()
        {
            EvalSet = evalSet,
            Shares = SplitShares.DefaultFor(evalSet.Items.Count),
            Salt = evalSet.Name,
            Splits = evalSet.Items.ToDictionary(
                item => item.Id,
                item => item.IsSealed ? SplitNames.Dev : item.Split ?? "",
                StringComparer.Ordinal
            ),
            Changed = evalSet.SealedItems,
            Counts = [],
            Attributes = [],
        };

    private static Dictionary<string, string> JoinExisting(IReadOnlyList<SplitUnit> units, Dictionary<string, string> kept)
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
                .OrderBy(JoinOrder)
                .ThenBy(split => split, StringComparer.Ordinal)
                .FirstOrDefault();
            foreach (var item in unit.Items.Where(item => first is not null && !kept.ContainsKey(item.Id)))
                splits[item.Id] = item.Cluster is { } cluster && clusters.TryGetValue(cluster, out var split) ? split : first ?? "";
        }

        return splits;
    }

    private static int JoinOrder(string split) =>
        split switch
        {
            SplitNames.Train => 0,
            SplitNames.Dev => 1,
            SplitNames.Holdout => 3,
            _ => 2,
        };

    private static void AssignRest(
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
        var holders = units.SelectMany(unit => unit.CountAttributes(request).Keys).CountBy(attribute => attribute).ToDictionary();
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
