using PromptLab.Files;

namespace PromptLab.EvalSets;

/// <summary>
/// Finds clusters whose items are in more than one split: a prompt tuned on one item is then measured on a related one, which
/// overstates its quality.
/// </summary>
internal static class ClusterSplits
{
    /// <summary>Warns once per cluster and further split, at the first item of the cluster in that split.</summary>
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
                    $"The cluster “{cluster.Key}” crosses splits: “{item.Id}” is in {SplitText(item)}, “{first.Id}” in {SplitText(first)}. Items of one cluster are no independent evidence; keep them in one split."
                );
            }
        }
    }

    private static string SplitText(EvalItem item) => item.Split ?? "none";
}
