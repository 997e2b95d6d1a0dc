using System.Globalization;

namespace PromptLab.Linting;

/// <summary>Finds labels that are the answer of nearly every item, or of hardly any.</summary>
internal static class LabelBalance
{
    private const double MaxShare = 0.8;
    private const int MinItemsPerLabel = 5;
    private const int MaxLabels = 20;

    public static IEnumerable<RuleMatch> Find(LintMaterial material) =>
        from set in material.Sets
        from answers in LabelAnswers.Of(set.EvalSet)
        from run in set.Runs
        let counts = answers.CountsOf(run.Items)
        where AreLabels(answers, counts)
        let message = MessageOf(counts, run.Name)
        where message is not null
        select new RuleMatch(set.EvalSet.File, answers.Grader.Options.Line, message);

    // Free-text answers compared word for word are not labels: labels occur at least five times on average.
    private static bool AreLabels(LabelAnswers answers, IReadOnlyList<(string Label, int Count)> counts)
    {
        var total = counts.Sum(label => label.Count);
        return total > 0 && (answers.Grader.Type != "equals" || (counts.Count <= MaxLabels && total >= MinItemsPerLabel * counts.Count));
    }

    private static string? MessageOf(IReadOnlyList<(string Label, int Count)> counts, string split)
    {
        var total = counts.Sum(label => label.Count);
        var list = string.Join(
            ", ",
            counts.Take(MaxLabels).Select(label => string.Create(CultureInfo.InvariantCulture, $"{label.Label} {label.Count}"))
        );
        if (counts[0].Count > MaxShare * total)
            return string.Create(
                CultureInfo.InvariantCulture,
                $"“{counts[0].Label}” is the right answer of {counts[0].Count} of {total} items of {split} ({(double)counts[0].Count / total * 100:0.0}%; more than {MaxShare * 100:0}% is unbalanced), so that a prompt which always says it passes as many. By label: {list}. Add items of the others."
            );
        var rare = counts.Where(label => label.Count < MinItemsPerLabel).ToList();
        return rare.Count == 0 || counts.Count > MaxLabels
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Fewer than {MinItemsPerLabel} items of {split} have {string.Join(", ", rare.Select(label => $"“{label.Label}”"))}, so that hardly anything shows there. By label: {list}. Add items."
            );
    }
}
