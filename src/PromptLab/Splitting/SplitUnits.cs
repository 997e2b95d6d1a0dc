using PromptLab.EvalSets;
using PromptLab.Files;

namespace PromptLab.Splitting;

/// <summary>Puts items together that must not be parted.</summary>
internal static class SplitUnits
{
    /// <summary>All items in units, in order of SHA-256(salt|cluster or item id).</summary>
    /// <remarks>A unit of several clusters or lone items, which twins hold together, has the least hash of them.</remarks>
    public static IReadOnlyList<SplitUnit> Of(EvalSet evalSet, IReadOnlyList<IReadOnlyList<EvalItem>> twins, string salt)
    {
        var heads = evalSet.Items.ToDictionary(item => item.Id, item => item.Id, StringComparer.Ordinal);
        var clusters = evalSet.Items.Where(item => item.Cluster is not null).GroupBy(item => item.Cluster, StringComparer.Ordinal);
        foreach (var together in clusters.Select(cluster => cluster.ToList()).Concat<IReadOnlyList<EvalItem>>(twins))
        {
            foreach (var item in together.Skip(1))
                heads[HeadOf(heads, item.Id)] = HeadOf(heads, together[0].Id);
        }

        return
        [
            .. evalSet
                .Items.GroupBy(item => HeadOf(heads, item.Id), StringComparer.Ordinal)
                .Select(unit => new SplitUnit(HashOf(unit, salt), [.. unit.OrderBy(item => item.Id, StringComparer.Ordinal)]))
                .OrderBy(unit => unit.Hash, StringComparer.Ordinal)
                .ThenBy(unit => unit.Items[0].Id, StringComparer.Ordinal),
        ];
    }

    private static string HashOf(IEnumerable<EvalItem> unit, string salt) =>
        unit.Select(item => item.Cluster ?? item.Id)
            .Distinct(StringComparer.Ordinal)
            .Select(key => ContentHash.OfText($"{salt}|{key}"))
            .Min(StringComparer.Ordinal)!;

    // A forest of sets; each path that is walked is halved.
    private static string HeadOf(Dictionary<string, string> heads, string id)
    {
        for (; heads[id] != id; id = heads[id])
            heads[id] = heads[heads[id]];
        return id;
    }
}
