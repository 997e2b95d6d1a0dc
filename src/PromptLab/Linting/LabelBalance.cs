using System.Globalization;

namespace PromptLab.Linting;

/// <summary>Labels of which one is the answer of nearly every item, or one of hardly any.</summary>
internal static class LabelBalance
{
    private const double MostShare = 0.8;
    private const int FewestItems = 5;
    private const int MostLabels = 20;

    public static IEnumerable<Spot> Find(LintMaterial material) =>
        from set in material.Sets
        from answers in LabelAnswers.Of(set.EvalSet)
        from run in set.Runs
        let counts = answers.CountsOf(run.Items)
        where AreLabels(answers, counts)
        let message = MessageOf(counts, run.Name)
        where message is not null
        select new Spot(set.EvalSet.File, answers.Grader.Options.Line, message);

    // Free answers that are compared word for word are no labels: labels come back, five times on average at least.
    private static bool AreLabels(LabelAnswers answers, IReadOnlyList<(string Label, int Count)> counts)
    {
        var total = counts.Sum(label => label.Count);
        return total > 0 && (answers.Grader.Type != "equals" || (counts.Count <= MostLabels && total >= FewestItems * counts.Count));
    }

    private static string? MessageOf(IReadOnlyList<(string Label, int Count)> counts, string split)
    {
        var total = counts.Sum(label => label.Count);
        var shown = string.Join(
            ", ",
            counts.Take(MostLabels).Select(label => string.Create(CultureInfo.InvariantCulture, $"{label.Label} {label.Count}"))
        );
        if (counts[0].Count > MostShare * total)
            return string.Create(
                CultureInfo.InvariantCulture,
                $"“{counts[0].Label}” is the right answer of {counts[0].Count} of {total} items of {split} ({(double)counts[0].Count / total * 100:0.0}%; more than {MostShare * 100:0}% is unbalanced), so that a prompt which always says it passes as many. By label: {shown}. Add items of the others."
            );
        var rare = counts.Where(label => label.Count < FewestItems).ToList();
        return rare.Count == 0 || counts.Count > MostLabels
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Fewer than {FewestItems} items of {split} have {string.Join(", ", rare.Select(label => $"“{label.Label}”"))}, so that hardly anything shows there. By label: {shown}. Add items."
            );
    }
}
