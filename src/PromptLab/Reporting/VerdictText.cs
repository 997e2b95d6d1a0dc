using PromptLab.Comparing;
using PromptLab.Texts;

namespace PromptLab.Reporting;

/// <summary>
/// The verdict of a comparison in sentences: never “better” without what was changed, never a difference without its
/// interval and p-value.
/// </summary>
public static class VerdictText
{
    /// <summary>The verdict in one sentence.</summary>
    public static string Of(ComparisonEvidence evidence, ComparedChange change)
    {
        var pass = evidence.PassRate;
        return evidence.Outcome switch
        {
            ComparisonOutcome.NoVerdict =>
                $"no verdict. {string.Join(' ', evidence.Objections.DefaultIfEmpty("No item has a verdict on both sides."))}",
            var outcome => $"{outcome.Words()}: {Measured(pass)}. Changed: {change.Words}.",
        };
    }

    /// <summary>
    /// What belongs beside the verdict: what differs besides the prompt, what makes it doubtful, how likely the
    /// candidate is better, and what so many items can show.
    /// </summary>
    public static IEnumerable<string> Remarks(WeighedComparison comparison)
    {
        foreach (var difference in comparison.Facts.Differences)
            yield return $"Not the same: {difference}";
        foreach (var caution in comparison.Facts.Cautions)
            yield return $"Caution: {caution}";
        if (PredictionGrade.Of(comparison.Evidence.Comparison, comparison.Baseline, comparison.Candidate) is { } prediction)
            yield return PredictionText.Of(prediction);
        if (comparison.Evidence.Outcome == ComparisonOutcome.NoVerdict)
            yield break;
        var pass = comparison.Evidence.PassRate;
        if (pass.ProbabilityBetter is { } probability)
            yield return $"The probability that the candidate is the better one is {Format.Probability(probability)}.";
        yield return Power(pass);
    }

    /// <summary>The note below comparisons; no line where no score needs it.</summary>
    /// <param name="comparisons">The comparisons.</param>
    /// <param name="hasHoldout">Whether an eval set has items of the holdout; null where that is not known.</param>
    public static IReadOnlyList<string> Note(IReadOnlyList<WeighedComparison> comparisons, Func<string, bool?>? hasHoldout = null) =>
        TuningNote.Lines(
            [
                .. comparisons.SelectMany(one =>
                    new[] { ShownScore.Of(one.Baseline), ShownScore.Of(one.Candidate, one.Baseline.Prompt.Reference) }
                ),
            ],
            hasHoldout
        );

    /// <summary>A difference with its interval, p-value and counts; marked where the candidate's score is a tuning score.</summary>
    public static string Measured(PairedEvidence evidence) =>
        $"{RateText.Points(evidence.RateDifference)} (95% interval {Format.Points(evidence.Interval)}{(evidence.HasVariation ? "" : ", no variation between items")}), {PValues(evidence)}; "
        + $"{Format.Count(evidence.Wins)} better, {Format.Count(evidence.Losses)} worse, {Format.Count(evidence.Ties)} alike of {Items(evidence)}";

    /// <summary>A p-value, with what it is corrected for.</summary>
    public static string PValues(PairedEvidence evidence) =>
        evidence switch
        {
            { CorrectedPValue: { } corrected, Family: > 1 } =>
                $"{Format.PValue(corrected)} after Holm’s correction for {Format.Count(evidence.Family)} (alone {Format.PValue(evidence.PValue)})",
            _ => Format.PValue(evidence.PValue),
        };

    /// <summary>How many items of the holdout flipped; null where none is in the comparison. More of them is not told.</summary>
    public static string? Sealed(RunComparison comparison) =>
        !comparison.Pairs.Any(pair => pair.IsSealed)
            ? null
            : $"Of the holdout {Format.Count(comparison.CountSealed(ItemChange.Broken))} broke and {Format.Count(comparison.CountSealed(ItemChange.Fixed))} were fixed; its texts and responses stay sealed. A claim on it takes promptlab confirm.";

    /// <summary>The p-value that the verdict goes by, for a cell of a table.</summary>
    public static string PCell(PairedEvidence evidence) =>
        evidence is { CorrectedPValue: { } corrected, Family: > 1 }
            ? $"{Format.PValue(corrected)} (Holm, {Format.Count(evidence.Family)})"
            : Format.PValue(evidence.PValue);

    /// <summary>What this many items could have shown, and how many would settle it.</summary>
    public static string Power(PairedEvidence evidence)
    {
        var could = evidence.DetectableDifference is { } detectable
            ? $"{Capital(Items(evidence))} can show a true difference of {Format.AbsolutePoints(detectable)} or more (80% power)."
            : $"{Capital(Items(evidence))} can't be said to show any size of difference.";
        return evidence.ItemsToSettle is { } settle
            ? $"{could} About {Format.Count(settle)} items would settle one as large as was measured."
            : could;
    }

    private static string Items(PairedEvidence evidence) =>
        evidence.Clusters is { } clusters
            ? $"{Format.Quantity(evidence.Items, "item")} in {Format.Quantity(clusters, "cluster")}"
            : Format.Quantity(evidence.Items, "item");

    private static string Capital(string text) => string.Concat(text[..1].ToUpperInvariant(), text[1..]);
}
