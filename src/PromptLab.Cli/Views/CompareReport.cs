using PromptLab.Comparing;
using PromptLab.Reporting;

namespace PromptLab.Cli.Views;

/// <summary>Comparisons for machines.</summary>
internal static class CompareReport
{
    public static object Of(IReadOnlyList<WeighedComparison> comparisons) =>
        new { comparisons[0].Baseline, Comparisons = comparisons.Select(Of).ToList() };

    private static object Of(WeighedComparison weighed)
    {
        var (evidence, comparison) = (weighed.Evidence, weighed.Evidence.Comparison);
        return new
        {
            weighed.Candidate,
            weighed.Facts.Varied,
            Changed = weighed.Change.Elements,
            weighed.Facts.Differences,
            weighed.Facts.Cautions,
            Prediction = PredictionGrade.Of(comparison, weighed.Baseline, weighed.Candidate),
            Verdict = evidence.Outcome,
            Summary = VerdictText.Of(evidence, weighed.Change),
            evidence.Objections,
            evidence.PassRate,
            evidence.Score,
            evidence.Graders,
            evidence.Tags,
            evidence.Amounts,
            evidence.CostPerCorrect,
            evidence.BaselineFigures,
            evidence.CandidateFigures,
            Counts = CountsOf(comparison),
            comparison.Flips,
            comparison.LeftOut,
            Items = comparison
                .Open.Select(pair => new
                {
                    pair.ItemId,
                    pair.Change,
                    Baseline = SideOf(pair.Baseline),
                    Candidate = SideOf(pair.Candidate),
                })
                .ToList(),
        };
    }

    private static object SideOf(ComparedSide side) =>
        new
        {
            side.Status,
            side.Score,
            side.Passed,
            side.Failed,
            side.Repeats,
        };

    private static object CountsOf(RunComparison comparison) =>
        new
        {
            Fixed = comparison.Count(ItemChange.Fixed),
            Broken = comparison.Count(ItemChange.Broken),
            BothPass = comparison.Count(ItemChange.BothPass),
            BothFail = comparison.Count(ItemChange.BothFail),
            Undecided = comparison.Count(ItemChange.Undecided),
            Error = comparison.Count(ItemChange.Error),
            NotPaired = comparison.LeftOut.Count,
            FixedInHoldout = comparison.CountSealed(ItemChange.Fixed),
            BrokenInHoldout = comparison.CountSealed(ItemChange.Broken),
        };
}
