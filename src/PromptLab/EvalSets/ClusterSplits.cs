using PromptLab.Files;

namespace PromptLab.EvalSets;

/// <summary>
/// Clusters that stand in more than one split: what was tuned on one item is then measured on its twin, and looks
/// better than it is.
/// </summary>
internal static class ClusterSplits
{
    /// <summary>Warns of each cluster that crosses splits, once for every further split, at the first item that it has there.</summary>
    public static void Warn(EvalSet evalSet, Problems problems)
    {
        foreach (var cluster in evalSet.Items.Where(item => item.Cluster is not null).GroupBy(item => item.Cluster, StringComparer.Ordinal))
        {
            var first = cluster.First();
            foreach (var item in cluster.DistinctBy(item => item.Split, StringComparer.Ordinal).Skip(1))
            {
                problems.Warn(
                    item.File,
                    item.Line,
                    $"The cluster “{cluster.Key}” crosses splits: “{item.Id}” is in {Shown(item)}, “{first.Id}” in {Shown(first)}. Items of one cluster are no independent evidence; keep them in one split."
                );
            }
        }
    }

    private static string Shown(EvalItem item) => item.Split ?? "none";
}
