using System.Globalization;
using PromptLab.EvalSets;
using PromptLab.Files;

namespace PromptLab.Splitting;

/// <summary>Finds clusters whose items already are in several splits, so that new items have no split to join.</summary>
internal static class SpreadClusters
{
    private const int MaxShown = 5;

    /// <summary>Reports a problem for each such cluster; true if there are any.</summary>
    /// <param name="evalSet">The eval set to check.</param>
    /// <param name="kept">The splits that are kept, by item id.</param>
    /// <param name="problems">Collects the problems.</param>
    public static bool ReportAll(EvalSet evalSet, IReadOnlyDictionary<string, string> kept, Problems problems)
    {
        var spread = evalSet
            .Items.Where(item => item.Cluster is not null && kept.ContainsKey(item.Id))
            .GroupBy(item => item.Cluster, StringComparer.Ordinal)
            .Where(cluster => cluster.DistinctBy(item => kept[item.Id], StringComparer.Ordinal).Count() > 1)
            .ToList();
        foreach (var cluster in spread)
        {
            var first = cluster.First();
            var places = cluster
                .GroupBy(item => kept[item.Id], StringComparer.Ordinal)
                .Select(split => $"{split.Key} has {ListItems([.. split], first.File)}");
            problems.Add(
                first.File,
                first.Line,
                $"The cluster “{cluster.Key}” is spread over splits: {string.Join("; ", places)}. A cluster stays in one split: give its items the same one there, or deal all items anew with --reassign."
            );
        }

        return spread.Count > 0;
    }

    private static string ListItems(IReadOnlyList<EvalItem> items, string file) =>
        string.Join(
            ", ",
            items
                .Take(MaxShown)
                .Select(item =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"“{item.Id}” ({(item.File == file ? "line " : item.File + ":")}{item.Line})"
                    )
                )
        ) + (items.Count > MaxShown ? string.Create(CultureInfo.InvariantCulture, $" and {items.Count - MaxShown} more") : "");
}
