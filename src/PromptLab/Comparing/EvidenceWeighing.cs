using PromptLab.Statistics;

namespace PromptLab.Comparing;

/// <summary>Weighs a sample: chooses the test and the interval that fit it.</summary>
internal static class EvidenceWeighing
{
    // Calibrated for two versions that nobody picked by their results; see the README of Statistics.
    private const double ProbabilityPrior = 4;

    /// <summary>The evidence in a sample.</summary>
    /// <param name="sample">The values of both sides.</param>
    /// <param name="random">The dice of resampling.</param>
    /// <param name="family">How many comparisons are made together; what could be detected is said for the strictest of them.</param>
    /// <param name="confidence">That of the interval and the bounds, between 0 and 1.</param>
    public static PairedEvidence Of(PairedSample sample, RandomSource random, int family = 1, double confidence = 1 - PairedEvidence.Alpha)
    {
        var evidence =
            sample.Baseline.Count == 0 ? Nothing(sample)
            : sample.IsBinary ? Binary(sample, PairedEvidence.Alpha / family, confidence)
            : sample.SharesClusters && sample.Units < PairedEvidence.LeastClusters ? Counted(sample)
            : Graded(sample, random, PairedEvidence.Alpha / family, confidence);
        return evidence with { Family = sample.Baseline.Count == 0 ? 1 : family, Confidence = confidence };
    }

    // A one-sided bound at some confidence is the end of the two-sided interval that leaves twice as much out.
    private static double TwoSided(double confidence) => 1 - (2 * (1 - confidence));

    private static PairedEvidence Binary(PairedSample sample, double alpha, double confidence)
    {
        var counted = Counted(sample);
        var (items, wins, losses) = (counted.Items, counted.Wins, counted.Losses);
        var test = McNemarTest.Of(losses, wins);
        return counted with
        {
            Interval = BonettPriceInterval.Of(losses, wins, items, confidence),
            LowerBound = TangoInterval.LowerLimit(losses, wins, items, confidence),
            UpperBound = -TangoInterval.LowerLimit(wins, losses, items, confidence),
            PValue = test.MidPTwoSided,
            PWorse = test.MidPWorse,
            Test = PairedTest.MidPMcNemar,
            ProbabilityBetter = ProbabilityBetter.Of(losses, wins, ProbabilityPrior),
            McNemar = test,
            // The share of losses as in the interval.
            DetectableDifference = PairedBinaryPower.MinimumDetectableEffect(items, (losses + 1.0) / (items + 2), alpha),
        };
    }

    private static PairedEvidence Graded(PairedSample sample, RandomSource random, double alpha, double confidence)
    {
        var differences = sample.Differences();
        var clusters = sample.SharesClusters ? sample.Clusters : null;
        var test = SignFlipTest.Of(differences, random.Fork("sign flips"), clusters);
        var mean = MeanEstimate.Of(differences, clusters)!;
        var intervals = new DifferenceIntervals(differences, clusters, random, sample.Largest);
        var bounds = intervals.At(TwoSided(confidence));
        return Counted(sample) with
        {
            Interval = mean.HasVariation ? intervals.At(confidence) : null,
            LowerBound = bounds?.Low,
            UpperBound = bounds?.High,
            HasVariation = mean.HasVariation,
            PValue = test.PTwoSided,
            PWorse = sample.LowerIsBetter ? test.PBetter : test.PWorse,
            Test = test.Method == SignFlipMethod.MonteCarlo ? PairedTest.SignFlipSampled : PairedTest.SignFlipExact,
            ProbabilityBetter = sample.LowerIsBetter ? 1 - mean.ProbabilityAboveZero : mean.ProbabilityAboveZero,
            DetectableDifference =
                mean is { HasVariation: true, StandardError: { } error }
                && SignFlipPower.DetectableInStandardErrors(mean.Units, alpha) is { } detectable
                    ? detectable * error
                    : null,
            // Where clusters are flipped, the interval is the test itself.
            IntervalPValue = mean.HasVariation && clusters is null ? intervals.SmallestLevelWithoutZero() : 0,
        };
    }

    // What was counted, without a word on chance.
    private static PairedEvidence Counted(PairedSample sample)
    {
        var differences = sample.Differences();
        var (higher, lower) = (differences.Count(difference => difference > 0), differences.Count(difference => difference < 0));
        return Nothing(sample) with
        {
            Items = differences.Count,
            Clusters = sample.SharesClusters ? sample.Units : null,
            Baseline = sample.Baseline.Average(),
            Candidate = sample.Candidate.Average(),
            HasVariation = true,
            Wins = sample.LowerIsBetter ? lower : higher,
            Losses = sample.LowerIsBetter ? higher : lower,
        };
    }

    private static PairedEvidence Nothing(PairedSample sample) =>
        new()
        {
            Items = 0,
            Clusters = null,
            LeftOut = sample.LeftOut,
            Baseline = null,
            Candidate = null,
            Interval = null,
            LowerBound = null,
            UpperBound = null,
            HasVariation = false,
            Wins = 0,
            Losses = 0,
            PValue = null,
            PWorse = null,
            Test = null,
            ProbabilityBetter = null,
            McNemar = null,
            DetectableDifference = null,
            LowerIsBetter = sample.LowerIsBetter,
        };
}
