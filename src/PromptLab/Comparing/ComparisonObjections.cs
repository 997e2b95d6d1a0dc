using System.Globalization;
using PromptLab.Results;

namespace PromptLab.Comparing;

/// <summary>Why a comparison has no verdict.</summary>
internal static class ComparisonObjections
{
    /// <summary>A sentence for each reason; none where there is a verdict.</summary>
    public static IReadOnlyList<string> To(RunComparison comparison, RunRecord baseline, RunRecord candidate) =>
        [
            .. new[]
            {
                NotWhole("baseline", baseline),
                NotWhole("candidate", candidate),
                TooFewClusters(Measure.PassRate.SampleOf(comparison.Pairs).Clusters),
            }.OfType<string>(),
            .. ToWhatIsLeftOut(comparison),
        ];

    /// <summary>A sentence for each reason for which too much is left out of a comparison; none where it is not.</summary>
    public static IReadOnlyList<string> ToWhatIsLeftOut(RunComparison comparison) =>
        [
            .. new[]
            {
                TooManyPairsLeftOut(comparison),
                TooManyCalls("baseline", comparison, pair => pair.Baseline),
                TooManyCalls("candidate", comparison, pair => pair.Candidate),
            }.OfType<string>(),
        ];

    /// <summary>Why evidence on items that share clusters tells nothing of chance; null where it does.</summary>
    public static string? TooFewClusters(PairedEvidence evidence) =>
        evidence is { Clusters: { } clusters and < PairedEvidence.LeastClusters } ? FewClusters(evidence.Items, clusters) : null;

    /// <summary>Why items of these clusters, null for an item of none, tell nothing of chance; null where they do.</summary>
    public static string? TooFewClusters(IReadOnlyList<string?> clusters)
    {
        var sample = new PairedSample
        {
            Baseline = [],
            Candidate = [],
            Clusters = clusters,
        };
        return sample is { SharesClusters: true, Units: < PairedEvidence.LeastClusters } ? FewClusters(clusters.Count, sample.Units) : null;
    }

    private static string FewClusters(int items, int clusters) =>
        Invariant(
            $"The {items} items come from {clusters} independent sources (clusters), and fewer than {PairedEvidence.LeastClusters} tell nothing of chance. Add items of other clusters."
        );

    private static string? NotWhole(string side, RunRecord run) =>
        run.Status switch
        {
            RunStatus.Unfinished or RunStatus.Running => Invariant(
                $"The {side} was stopped after {run.Totals?.Results ?? 0} of {run.EvalSet.Items * run.Repeats} calls, and a run that was stopped makes no claim. Go on with it: promptlab run --resume {run.RunId}."
            ),
            _ => null,
        };

    private static string? TooManyPairsLeftOut(RunComparison comparison)
    {
        var leftOut = comparison.Count(ItemChange.Error) + comparison.Count(ItemChange.Undecided);
        return leftOut <= RunSummary.HighestErrorRate * comparison.Pairs.Count
            ? null
            : Invariant(
                $"{leftOut} of {comparison.Pairs.Count} pairs have no verdict on one side; more than {RunSummary.HighestErrorRate * 100:0}% left out is no basis for one."
            );
    }

    // With repeats a pair can stand although some of its calls are missing.
    private static string? TooManyCalls(string side, RunComparison comparison, Func<ItemPair, ComparedSide> of)
    {
        var calls = comparison.Pairs.Sum(pair => of(pair).Repeats);
        var missing = calls - comparison.Pairs.Sum(pair => of(pair).Passed + of(pair).Failed);
        return calls == comparison.Pairs.Count || missing <= RunSummary.HighestErrorRate * calls
            ? null
            : Invariant(
                $"{missing} of {calls} calls of the {side} have no verdict; more than {RunSummary.HighestErrorRate * 100:0}% left out is no basis for one."
            );
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
