using System.Globalization;
using PromptLab.EvalSets;
using PromptLab.Statistics;
using PromptLab.Texts;

namespace PromptLab.Linting;

/// <summary>Finds splits that experiments run although they have too few items to show most changes.</summary>
internal static class FewItems
{
    private const int MinItems = 50;
    private const double LossShare = 0.05;

    public static IEnumerable<RuleMatch> Find(LintMaterial material) =>
        from set in material.Sets
        from run in set.Runs
        let units = UnitsOf(run.Items)
        where units < MinItems
        select new RuleMatch(
            set.EvalSet.File,
            null,
            string.Create(
                CultureInfo.InvariantCulture,
                $"There {(run.Items.Count == 1 ? "is 1 item" : $"are {run.Items.Count} items")} in {run.Name}, {(units < run.Items.Count ? $"of {units} clusters, " : "")}fewer than {MinItems}. {DescribePower(units, units < run.Items.Count)} Add items."
            )
        );

    private static int UnitsOf(IReadOnlyList<EvalItem> items) =>
        items.Select(item => item.Cluster).OfType<string>().Distinct(StringComparer.Ordinal).Count()
        + items.Count(item => item.Cluster is null);

    private static string DescribePower(int items, bool ofClusters) =>
        PairedBinaryPower.MinimumDetectableEffect(items, LossShare, ofClusters: ofClusters) is { } gain
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"That many detect a true gain of about {Format.WholePoints(gain)} 4 times in 5 if an edit breaks 5% of the items; smaller gains are often missed."
            )
            : "That few detect no gain 4 times in 5, not even an edit that fixes every item it does not break.";
}
