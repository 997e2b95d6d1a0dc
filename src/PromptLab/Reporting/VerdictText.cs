using PromptLab.Comparing;
using PromptLab.Texts;

namespace PromptLab.Reporting;

/// <summary>
/// Describes the verdict of a comparison in sentences: “better” always comes with what was changed, and a difference with its
/// interval and p-value.
/// </summary>
internal static class VerdictText
{
    /// <summary>What tables with corrected p-values say below themselves.</summary>
    public const string StandsAlone = "p is corrected for the verdicts made together (Holm); each interval stands alone.";

    /// <summary>The verdict in one sentence, or why there is none.</summary>
    public static string Of(ComparisonEvidence evidence, ComparedChange change)
    {
        var pass = evidence.PassRate;
        return evidence.Outcome switch
        {
            ComparisonOutcome.NoVerdict =>
                $"no verdict. {string.Join(' ', evidence.Objections.DefaultIfEmpty("No item has a verdict on both sides."))}",
            ComparisonOutcome.Better when pass.CandidateIsTuningScore =>
                $"better on the items it was tuned on: {Measured(pass)}. Changed: {change.Words}.{(pass.CanBeConfirmed ? " promptlab confirm tells whether it holds." : "")}",
            var outcome => $"{outcome.Words()}: {Measured(pass)}. Changed: {change.Words}.",
        };
    }

    /// <summary>
    /// The remarks below the verdict: other differences between the runs, cautions, the graded prediction, the probability that the
    /// candidate is better, and, where no difference is shown, what the items could have shown.
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
        if (comparison.Evidence.Outcome == ComparisonOutcome.NoDifferenceShown)
            yield return Power(pass);
    }

    /// <summary>The note on tuning scores below comparisons; empty where no score needs it.</summary>
    /// <param name="comparisons">The comparisons.</param>
    /// <param name="hasHoldout">Returns whether an eval set has a holdout, null where that is unknown. Null for always unknown.</param>
    public static IReadOnlyList<string> Note(IReadOnlyList<WeighedComparison> comparisons, Func<string, bool?>? hasHoldout = null) =>
        TuningNote.Lines(
            [
                .. comparisons.SelectMany(one =>
                    new[] { ReportedScore.Of(one.Baseline), ReportedScore.Of(one.Candidate, one.Baseline.Prompt.Reference) }
                ),
            ],
            hasHoldout
        );

    /// <summary>A difference with its interval, p-value and counts, marked where the candidate's score is a tuning score.</summary>
    public static string Measured(PairedEvidence evidence) =>
        $"{RateText.Points(evidence.RateDifference)} ({IntervalOf(evidence)}), {PValues(evidence)}; "
        + $"{Format.Count(evidence.Wins)} better, {Format.Count(evidence.Losses)} worse, {Format.Count(evidence.Ties)} alike of {Items(evidence)}";

    /// <summary>The interval with its confidence, or why there is none. Beside a corrected p-value it says that it stands alone.</summary>
    public static string IntervalOf(PairedEvidence evidence) =>
        evidence is { Items: > 0, HasVariation: false }
            ? "no interval: every item differs by the same amount"
            : $"{Format.Confidence(evidence.Confidence)} interval {(IsCorrected(evidence) ? "alone " : "")}{Format.Points(evidence.Interval)}";

    private static bool IsCorrected(PairedEvidence evidence) =>
        evidence is { CorrectedPValue: not null, Family: > 1 } && evidence.Confidence <= 1 - PairedEvidence.Alpha;

    /// <summary>The p-value and, after a correction, the uncorrected one.</summary>
    public static string PValues(PairedEvidence evidence) =>
        evidence switch
        {
            { CorrectedPValue: { } corrected, Family: > 1 } =>
                $"{Format.PValue(corrected)} after Holm’s correction for {Format.Count(evidence.Family)} (alone {Format.PValue(evidence.PValue)})",
            _ => Format.PValue(evidence.PValue),
        };

    /// <summary>The number of holdout items that flipped, and nothing else about them; null where the comparison has none.</summary>
    public static string? Sealed(RunComparison comparison) =>
        !comparison.Pairs.Any(pair => pair.IsSealed)
            ? null
            : $"Of the holdout {Format.Count(comparison.CountSealed(ItemChange.Broken))} broke and {Format.Count(comparison.CountSealed(ItemChange.Fixed))} were fixed; its texts and responses stay sealed. A claim on it takes promptlab confirm.";

    /// <summary>The p-value that decides the verdict, for a table cell.</summary>
    public static string PCell(PairedEvidence evidence) =>
        evidence is { CorrectedPValue: { } corrected, Family: > 1 }
            ? $"{Format.PValue(corrected)} (Holm, {Format.Count(evidence.Family)})"
            : Format.PValue(evidence.PValue);

    /// <summary>The gain that this number of items shows with 80% power.</summary>
    public static string Power(PairedEvidence evidence) =>
        evidence.DetectableDifference switch
        {
            <= 1 and var detectable =>
                $"With {Items(evidence)} a true gain of about {Format.WholePoints(detectable)} would be found 4 times in 5; smaller ones are often missed.",
            _ => $"How large a gain {Items(evidence)} would show can't be said: too few items, or all alike.",
        };

    private static string Items(PairedEvidence evidence) =>
        evidence.Clusters is { } clusters
            ? $"{Format.Quantity(evidence.Items, "item")} in {Format.Quantity(clusters, "cluster")}"
            : Format.Quantity(evidence.Items, "item");
}
