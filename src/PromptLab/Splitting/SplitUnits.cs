using PromptLab.EvalSets;
using PromptLab.Files;

namespace PromptLab.Splitting;

/// <summary>Groups items that must not be separated.</summary>
internal static class SplitUnits
{
    /// <summary>All items in units, ordered by SHA-256(salt|cluster or item id).</summary>
    /// <remarks>A unit of several clusters or single items, joined by duplicates, has the smallest of their hashes.</remarks>
    public static IReadOnlyList<SplitUnit> Of(EvalSet evalSet, IReadOnlyList<IReadOnlyList<EvalItem>> duplicates, string salt)
    {
        var parents = evalSet.Items.ToDictionary(item => item.Id, item => item.Id, StringComparer.Ordinal);
        var clusters = evalSet.Items.Where(item => item.Cluster is not null).GroupBy(item => item.Cluster, StringComparer.Ordinal);
        foreach (var group in clusters.Select(cluster => cluster.ToList()).Concat<IReadOnlyList<EvalItem>>(duplicates))
        {
            foreach (var item in group.Skip(1))
                parents[FindRoot(parents, item.Id)] = FindRoot(parents, group[0].Id);
        }

        return
        [
            .. evalSet
                .Items.GroupBy(item => FindRoot(parents, item.Id), StringComparer.Ordinal)
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

    // A disjoint-set forest with path halving.
    private static string FindRoot(Dictionary<string, string> parents, string id)
    {
        for (; parents[id] != id; id = parents[id])
            parents[id] = parents[parents[id]];
        return id;
    }
}
