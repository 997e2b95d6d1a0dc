using PromptLab.Comparing;
using PromptLab.Grading;
using PromptLab.Reporting;
using PromptLab.Results;

namespace PromptLab.Cli.Outputs;

/// <summary>The JSON output of <c>compare</c>. Items of the holdout are counted and never listed.</summary>
/// <param name="Baseline">The baseline's record.</param>
/// <param name="Comparisons">Each candidate against it.</param>
internal sealed record CompareOutput(RunRecord Baseline, IReadOnlyList<CompareOutput.ComparisonOutput> Comparisons) : IJsonOutput
{
    /// <param name="comparisons">At least one, all against the same baseline.</param>
    public static CompareOutput Of(IReadOnlyList<WeighedComparison> comparisons) =>
        new(comparisons[0].Baseline, [.. comparisons.Select(ComparisonOutput.Of)]);

    /// <summary>One candidate against the baseline.</summary>
    internal sealed record ComparisonOutput
    {
        /// <summary>The candidate's record.</summary>
        public required RunRecord Candidate { get; init; }

        /// <summary>The aspects in which the two runs differ.</summary>
        public required IReadOnlyList<ComparedAspect> Varied { get; init; }

        /// <summary>The changed elements; null if the texts of the prompts are unknown.</summary>
        public required IReadOnlyList<string>? Changed { get; init; }

        /// <summary>The differences between the two runs, as sentences.</summary>
        public required IReadOnlyList<string> Differences { get; init; }

        /// <summary>Cautions about the comparison, as sentences; empty if there are none.</summary>
        public required IReadOnlyList<string> Cautions { get; init; }

        /// <summary>The graded prediction of the author; null without one.</summary>
        public required PredictionGrade? Prediction { get; init; }

        /// <summary>The verdict.</summary>
        public required ComparisonOutcome Verdict { get; init; }

        /// <summary>The verdict as a sentence.</summary>
        public required string Summary { get; init; }

        /// <summary>Why there is no verdict, as sentences; empty if there is one.</summary>
        public required IReadOnlyList<string> Objections { get; init; }

        /// <summary>The paired evidence on the pass rate.</summary>
        public required PairedEvidence PassRate { get; init; }

        /// <summary>The paired evidence on the mean score.</summary>
        public required PairedEvidence Score { get; init; }

        /// <summary>The paired evidence on the mean score of each grader.</summary>
        public required IReadOnlyList<NamedEvidence> Graders { get; init; }

        /// <summary>The paired evidence on the pass rate of each tag.</summary>
        public required IReadOnlyList<NamedEvidence> Tags { get; init; }

        /// <summary>The paired evidence on tokens, cost and latency per call.</summary>
        public required IReadOnlyList<NamedEvidence> Amounts { get; init; }

        /// <summary>The cost of a right answer in US dollars; null if unknown.</summary>
        public required CostPerCorrect? CostPerCorrect { get; init; }

        /// <summary>The figures of the baseline alone.</summary>
        public required SideFigures BaselineFigures { get; init; }

        /// <summary>The figures of the candidate alone.</summary>
        public required SideFigures CandidateFigures { get; init; }

        /// <summary>The number of items by kind of change.</summary>
        public required CountsOutput Counts { get; init; }

        /// <summary>The items that flipped, regressions first.</summary>
        public required IReadOnlyList<ItemPair> Flips { get; init; }

        /// <summary>The items that could not be paired.</summary>
        public required IReadOnlyList<LeftOutItem> LeftOut { get; init; }

        /// <summary>Every paired item.</summary>
        public required IReadOnlyList<ItemOutput> Items { get; init; }

        public static ComparisonOutput Of(WeighedComparison weighed)
        {
            var (evidence, comparison) = (weighed.Evidence, weighed.Evidence.Comparison);
            return new ComparisonOutput
            {
                Candidate = weighed.Candidate,
                Varied = weighed.Facts.Varied,
                Changed = weighed.Change.Elements,
                Differences = weighed.Facts.Differences,
                Cautions = weighed.Facts.Cautions,
                Prediction = PredictionGrade.Of(comparison, weighed.Baseline, weighed.Candidate),
                Verdict = evidence.Outcome,
                Summary = VerdictText.Of(evidence, weighed.Change),
                Objections = evidence.Objections,
                PassRate = evidence.PassRate,
                Score = evidence.Score,
                Graders = evidence.Graders,
                Tags = evidence.Tags,
                Amounts = evidence.Amounts,
                CostPerCorrect = evidence.CostPerCorrect,
                BaselineFigures = evidence.BaselineFigures,
                CandidateFigures = evidence.CandidateFigures,
                Counts = CountsOutput.Of(comparison),
                Flips = comparison.Flips,
                LeftOut = comparison.LeftOut,
                Items = [.. comparison.Open.Select(ItemOutput.Of)],
            };
        }
    }

    /// <summary>The number of items by kind of change; the last two count items of the holdout.</summary>
    internal sealed record CountsOutput(
        int Fixed,
        int Broken,
        int BothPass,
        int BothFail,
        int Undecided,
        int Error,
        int NotPaired,
        int FixedInHoldout,
        int BrokenInHoldout
    )
    {
        public static CountsOutput Of(RunComparison comparison) =>
            new(
                comparison.Count(ItemChange.Fixed),
                comparison.Count(ItemChange.Broken),
                comparison.Count(ItemChange.BothPass),
                comparison.Count(ItemChange.BothFail),
                comparison.Count(ItemChange.Undecided),
                comparison.Count(ItemChange.Error),
                comparison.LeftOut.Count,
                comparison.CountSealed(ItemChange.Fixed),
                comparison.CountSealed(ItemChange.Broken)
            );
    }

    /// <summary>A paired item.</summary>
    internal sealed record ItemOutput(string ItemId, ItemChange Change, SideOutput Baseline, SideOutput Candidate)
    {
        public static ItemOutput Of(ItemPair pair) =>
            new(pair.ItemId, pair.Change, SideOutput.Of(pair.Baseline), SideOutput.Of(pair.Candidate));
    }

    /// <summary>The outcome of an item in one of the two runs, over all repeats.</summary>
    /// <param name="Status">The outcome.</param>
    /// <param name="Score">The mean score, from 0 to 1; null if nothing was scored.</param>
    /// <param name="Passed">The number of repeats that passed.</param>
    /// <param name="Failed">The number of repeats that failed.</param>
    /// <param name="Repeats">The number of repeats, undecided and failed calls included.</param>
    internal sealed record SideOutput(ItemStatus Status, double? Score, int Passed, int Failed, int Repeats)
    {
        public static SideOutput Of(ComparedSide side) => new(side.Status, side.Score, side.Passed, side.Failed, side.Repeats);
    }
}
