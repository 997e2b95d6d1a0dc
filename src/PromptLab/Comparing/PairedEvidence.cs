using System.Text.Json.Serialization;
using PromptLab.Results;
using PromptLab.Statistics;

namespace PromptLab.Comparing;

/// <summary>What a paired comparison of one measure found, and how much it could have found.</summary>
/// <remarks>
/// Right-or-wrong items that were asked once: McNemar's mid-p test with the Bonett–Price interval. Scores and repeats: the
/// sign-flip test on the items' mean differences with the hull of the paired t and the BCa interval. Items that share a
/// cluster: whole clusters are flipped, and the interval is the t interval with a clustered standard error. The test and the
/// interval can disagree at the edge; the test decides.
/// </remarks>
public sealed record PairedEvidence
{
    /// <summary>The level of every test, and of what counts as detected: 5%, two-sided.</summary>
    public const double Alpha = 0.05;

    /// <summary>How many items have a value on both sides.</summary>
    public required int Items { get; init; }

    /// <summary>How many independent units they are; null where each item stands alone.</summary>
    public required int? Clusters { get; init; }

    /// <summary>How many pairs lack a value on one side.</summary>
    public required int LeftOut { get; init; }

    /// <summary>The mean of the baseline in the measure's own unit, a share from 0 to 1 for rates and scores; null without items.</summary>
    public required double? Baseline { get; init; }

    /// <summary>The mean of the candidate in the measure's own unit; null without items.</summary>
    public required double? Candidate { get; init; }

    /// <summary>Candidate minus baseline in the measure's own unit, from −1 to 1 for rates and scores; null without items.</summary>
    public double? Difference => Candidate - Baseline;

    /// <summary>True where the baseline's value is a tuning score: optimistic, and no claim. Tokens, cost and latency never are.</summary>
    [JsonIgnore]
    public bool BaselineIsTuningScore { get; init; }

    /// <summary>True where the candidate's value is a tuning score.</summary>
    [JsonIgnore]
    public bool CandidateIsTuningScore { get; init; }

    /// <summary>The baseline's value, where it is a pass rate or a mean score.</summary>
    [JsonIgnore]
    public Rate BaselineRate => RateOf(Baseline, BaselineIsTuningScore);

    /// <summary>The candidate's value, where it is a pass rate or a mean score.</summary>
    [JsonIgnore]
    public Rate CandidateRate => RateOf(Candidate, CandidateIsTuningScore);

    /// <summary>The difference, where it is one of pass rates or of mean scores.</summary>
    [JsonIgnore]
    public RateDifference RateDifference => new(Difference, Interval, CandidateIsTuningScore);

    /// <summary>The confidence of the interval, and of each bound on its one side: 0.95, or more for a claim after several looks.</summary>
    public double Confidence { get; init; } = 1 - Alpha;

    /// <summary>The interval of the difference; null below two independent units, unless the items are right or wrong.</summary>
    public required Interval? Interval { get; init; }

    /// <summary>The difference is at least this, with the confidence on one side; null where there is no interval.</summary>
    public required double? LowerBound { get; init; }

    /// <summary>The difference is at most this, with the confidence on one side; null where there is no interval.</summary>
    public required double? UpperBound { get; init; }

    /// <summary>False where every item differs by the same amount: then the interval is a point and says nothing of chance.</summary>
    public required bool HasVariation { get; init; }

    /// <summary>How many items the candidate is better on.</summary>
    public required int Wins { get; init; }

    /// <summary>How many items the candidate is worse on.</summary>
    public required int Losses { get; init; }

    /// <summary>How many items are alike.</summary>
    public int Ties => Items - Wins - Losses;

    /// <summary>The two-sided p-value of “nothing but chance”, from above 0 to 1; null without items.</summary>
    public required double? PValue { get; init; }

    /// <summary>The one-sided p-value against “the candidate is worse”, from above 0 to 1 and small where it is; null without items.</summary>
    public required double? PWorse { get; init; }

    /// <summary>
    /// The p-value after Holm's correction for the comparisons that belong together, from above 0 to 1; the plain one where there is
    /// no other, null without items.
    /// </summary>
    public double? CorrectedPValue { get; init; }

    /// <summary>How many comparisons the correction is for, this one among them.</summary>
    public int Family { get; init; } = 1;

    /// <summary>The test; null without items.</summary>
    public required PairedTest? Test { get; init; }

    /// <summary>
    /// The probability that the candidate is the better one, given these items and no opinion before; null where it
    /// can't be said.
    /// </summary>
    /// <remarks>Not one minus a p-value, and no statement about significance.</remarks>
    public required double? ProbabilityBetter { get; init; }

    /// <summary>McNemar's test in all its forms; null where the items are not right or wrong.</summary>
    [JsonInclude]
    internal McNemarTest? McNemar { get; init; }

    /// <summary>The smallest true difference that this many items would have shown with 80% power; null where it can't be said.</summary>
    public required double? DetectableDifference { get; init; }

    /// <summary>
    /// How many items would show a true difference as large as the one found, with 80% power; null where none was found
    /// or it can't be said.
    /// </summary>
    public required long? ItemsToSettle { get; init; }

    /// <summary>True where the runs as a whole allow no verdict on anything, such as one that was stopped.</summary>
    [JsonIgnore]
    public bool IsWithheld { get; init; }

    /// <summary>What the numbers say; no verdict where more than 2% of the pairs are left out.</summary>
    public ComparisonOutcome Outcome =>
        IsWithheld || LeftOut > RunSummary.HighestErrorRate * (Items + LeftOut)
            ? ComparisonOutcome.NoVerdict
            : (CorrectedPValue ?? PValue) switch
            {
                null => ComparisonOutcome.NoVerdict,
                > Alpha => ComparisonOutcome.NoDifferenceShown,
                _ when Difference == 0 => ComparisonOutcome.NoDifferenceShown,
                _ => Difference > 0 == LowerIsBetter ? ComparisonOutcome.Worse : ComparisonOutcome.Better,
            };

    /// <summary>True for a cost: a negative difference is the better one.</summary>
    public required bool LowerIsBetter { get; init; }

    /// <summary>The evidence in a sample.</summary>
    /// <param name="sample">The values of both sides.</param>
    /// <param name="random">The dice of resampling.</param>
    /// <param name="family">How many comparisons are made together; what could be detected is said for the strictest of them.</param>
    /// <param name="confidence">That of the interval and the bounds, between 0 and 1.</param>
    internal static PairedEvidence Of(PairedSample sample, RandomSource random, int family = 1, double confidence = 1 - Alpha)
    {
        if (sample.Baseline.Count == 0)
            return Nothing(sample) with { Confidence = confidence };
        var evidence = sample.IsBinary ? Binary(sample, Alpha / family, confidence) : Graded(sample, random, Alpha / family, confidence);
        return evidence with { Family = family, Confidence = confidence };
    }

    /// <summary>The same evidence where it is the latest of several looks at the same items: the m-th look is corrected for m.</summary>
    /// <param name="looks">How many looks were taken, this one among them.</param>
    public PairedEvidence AfterLooks(int looks) =>
        this with
        {
            CorrectedPValue = PValue is { } plain ? Math.Min(1, plain * looks) : null,
            Family = looks,
        };

    /// <summary>The same evidence as one on two runs, whose scores may be tuning scores.</summary>
    internal PairedEvidence On(RunRecord baseline, RunRecord candidate) =>
        this with
        {
            BaselineIsTuningScore = !LowerIsBetter && TuningScore.Is(baseline),
            CandidateIsTuningScore = !LowerIsBetter && TuningScore.Is(candidate),
        };

    private Rate RateOf(double? value, bool isTuningScore) =>
        new()
        {
            Value = value,
            Scored = Items,
            IsTuningScore = isTuningScore,
        };

    // A one-sided bound at some confidence is the end of the two-sided interval that leaves twice as much out.
    private static double TwoSided(double confidence) => 1 - (2 * (1 - confidence));

    private static PairedEvidence Binary(PairedSample sample, double alpha, double confidence)
    {
        var (items, wins, losses) = Count(sample.Differences(), lowerIsBetter: false);
        var test = McNemarTest.Of(losses, wins);
        var gain = (double)(wins - losses) / items;
        var bounds = BonettPriceInterval.Of(losses, wins, items, TwoSided(confidence));
        return Nothing(sample) with
        {
            Items = items,
            Baseline = sample.Baseline.Average(),
            Candidate = sample.Candidate.Average(),
            Interval = BonettPriceInterval.Of(losses, wins, items, confidence),
            LowerBound = bounds.Low,
            UpperBound = bounds.High,
            HasVariation = true,
            Wins = wins,
            Losses = losses,
            PValue = test.MidPTwoSided,
            PWorse = test.MidPWorse,
            Test = PairedTest.MidPMcNemar,
            ProbabilityBetter = Statistics.ProbabilityBetter.Of(losses, wins),
            McNemar = test,
            // The share of losses as in the interval.
            DetectableDifference = PairedBinaryPower.MinimumDetectableEffect(items, (losses + 1.0) / (items + 2), alpha),
            ItemsToSettle = wins == losses ? null : PairedBinaryPower.RequiredItems((double)(wins + losses) / items, Math.Abs(gain), alpha),
        };
    }

    private static PairedEvidence Graded(PairedSample sample, RandomSource random, double alpha, double confidence)
    {
        var differences = sample.Differences();
        var (items, wins, losses) = Count(differences, sample.LowerIsBetter);
        var clusters = sample.SharesClusters ? sample.Clusters : null;
        var test = SignFlipTest.Of(differences, random.Fork("sign flips"), clusters);
        var mean = MeanEstimate.Of(differences, clusters)!;
        var intervals = IntervalsOf(differences, clusters, random, [confidence, TwoSided(confidence)]);
        return Nothing(sample) with
        {
            Items = items,
            Clusters = clusters is null ? null : mean.Units,
            Baseline = sample.Baseline.Average(),
            Candidate = sample.Candidate.Average(),
            Interval = Within(intervals[0], sample.Largest),
            LowerBound = Within(intervals[1], sample.Largest)?.Low,
            UpperBound = Within(intervals[1], sample.Largest)?.High,
            HasVariation = mean.HasVariation,
            Wins = wins,
            Losses = losses,
            PValue = test.PTwoSided,
            PWorse = sample.LowerIsBetter ? test.PBetter : test.PWorse,
            Test = test.Method == SignFlipMethod.MonteCarlo ? PairedTest.SignFlipSampled : PairedTest.SignFlipExact,
            ProbabilityBetter = sample.LowerIsBetter ? 1 - mean.ProbabilityAboveZero : mean.ProbabilityAboveZero,
            DetectableDifference = PowerOf(mean)?.MinimumDetectableEffect(items, alpha),
            ItemsToSettle = PowerOf(mean)?.RequiredItems(mean.Mean, alpha),
        };
    }

    private static IReadOnlyList<Interval?> IntervalsOf(
        IReadOnlyList<double> differences,
        IReadOnlyList<string?>? clusters,
        RandomSource random,
        IReadOnlyList<double> confidences
    ) =>
        clusters is null
            ? MeanDifferenceInterval.Of(differences, random.Fork("bootstrap"), confidences)
            : [.. confidences.Select(confidence => MeanEstimate.Of(differences, clusters, confidence)?.Interval)];

    private static Interval? Within(Interval? interval, double? largest) =>
        interval is { } whole && largest is { } limit
            ? new Interval(Math.Clamp(whole.Low, -limit, limit), Math.Clamp(whole.High, -limit, limit))
            : interval;

    // The variance of one item as the standard error tells it: clusters count with what they take away.
    private static PairedMeanPower? PowerOf(MeanEstimate mean) =>
        mean is { HasVariation: true, StandardError: { } error }
            ? new PairedMeanPower { DifferenceVariance = error * error * mean.Count }
            : null;

    private static (int Items, int Wins, int Losses) Count(IReadOnlyList<double> differences, bool lowerIsBetter)
    {
        var (higher, lower) = (differences.Count(difference => difference > 0), differences.Count(difference => difference < 0));
        return lowerIsBetter ? (differences.Count, lower, higher) : (differences.Count, higher, lower);
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
            ItemsToSettle = null,
            LowerIsBetter = sample.LowerIsBetter,
        };
}
