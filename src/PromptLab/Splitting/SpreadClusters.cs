using System.Globalization;
using PromptLab.EvalSets;
using PromptLab.Files;

namespace PromptLab.Splitting;

/// <summary>Clusters whose items have several splits already, so that there is none that a new item could join.</summary>
internal static class SpreadClusters
{
    private const int MostShown = 5;

    /// <summary>Notes a problem for each of them; true where there is one.</summary>
    /// <param name="evalSet">The eval set.</param>
    /// <param name="kept">The splits that stay, by item id.</param>
    /// <param name="problems">Where problems go.</param>
    public static bool Refuse(EvalSet evalSet, IReadOnlyDictionary<string, string> kept, Problems problems)
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
                .Select(split => $"{split.Key} has {Shown([.. split], first.File)}");
            problems.Add(
                first.File,
                first.Line,
                $"The cluster “{cluster.Key}” is spread over splits: {string.Join("; ", places)}. A cluster stays in one split: give its items the same one there, or deal all items anew with --reassign."
            );
        }

        return spread.Count > 0;
    }

    private static string Shown(IReadOnlyList<EvalItem> items, string file) =>
        string.Join(
            ", ",
            items
                .Take(MostShown)
                .Select(item =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"“{item.Id}” ({(item.File == file ? "line " : item.File + ":")}{item.Line})"
                    )
                )
        ) + (items.Count > MostShown ? string.Create(CultureInfo.InvariantCulture, $" and {items.Count - MostShown} more") : "");
}
