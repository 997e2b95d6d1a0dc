using System.Text.Json.Serialization;
using PromptLab.Prompts;
using PromptLab.Results;
using PromptLab.Statistics;

namespace PromptLab.Comparing;

/// <summary>What a paired comparison of one measure found, and how much it could have found.</summary>
/// <remarks>
/// Right-or-wrong items that were asked once: McNemar's mid-p test with the Bonett–Price interval, and Tango's for the one-sided
/// bounds. Scores and repeats: the sign-flip test on the items' mean differences with the hull of the paired t and the BCa
/// interval; since the test alone tests symmetry and not the mean, a verdict needs both. Items that share a cluster: whole
/// clusters are flipped, and the interval is that test inverted; below six units there is no evidence. Where every item differs
/// by the same amount the interval is a point and says nothing, and the test alone decides.
/// </remarks>
public sealed record PairedEvidence
{
    /// <summary>The level of every test, and of what counts as detected: 5%, two-sided.</summary>
    public const double Alpha = 0.05;

    /// <summary>The fewest units from which on items that share clusters tell chance from a difference.</summary>
    internal const int LeastClusters = 6;

    /// <summary>How many items have a value on both sides.</summary>
    public required int Items { get; init; }

    /// <summary>How many independent units they are, clusters and items of none; null where each item stands alone.</summary>
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

    /// <summary>
    /// True where the candidate is a frozen version, of which a claim can be made; false for drafts and imported responses.
    /// </summary>
    [JsonIgnore]
    internal bool CanBeConfirmed { get; init; }

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

    /// <summary>
    /// The interval of the difference, which stands alone: it is not corrected for other comparisons. Null below two independent
    /// items, unless they are right or wrong, below six clusters, and where every item differs by the same amount.
    /// </summary>
    public required Interval? Interval { get; init; }

    /// <summary>The difference is at least this, with the confidence on one side; null where there is no interval.</summary>
    public required double? LowerBound { get; init; }

    /// <summary>The difference is at most this, with the confidence on one side; null where there is no interval.</summary>
    public required double? UpperBound { get; init; }

    /// <summary>
    /// False where every item differs by the same amount: then there is no interval, and the bounds say nothing of chance.
    /// </summary>
    public required bool HasVariation { get; init; }

    /// <summary>How many items the candidate is better on.</summary>
    public required int Wins { get; init; }

    /// <summary>How many items the candidate is worse on.</summary>
    public required int Losses { get; init; }

    /// <summary>How many items are alike.</summary>
    public int Ties => Items - Wins - Losses;

    /// <summary>The two-sided p-value of “nothing but chance”, from above 0 to 1; null without items.</summary>
    public required double? PValue { get; init; }

    /// <summary>
    /// The one-sided p-value against “the candidate is worse”, from above 0 to 1 and small where it is; null without items.
    /// </summary>
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
    /// The probability that the candidate is the better one, from 0 to 1; null where it can't be said, and for a tuning score: a
    /// version that was picked on these items is better less often than they show.
    /// </summary>
    /// <remarks>Not one minus a p-value, and no statement about significance.</remarks>
    public required double? ProbabilityBetter { get; init; }

    /// <summary>McNemar's test in all its forms; null where the items are not right or wrong.</summary>
    [JsonInclude]
    internal McNemarTest? McNemar { get; init; }

    /// <summary>The smallest true difference that this many items would have shown with 80% power; null where it can't be said.</summary>
    public required double? DetectableDifference { get; init; }

    /// <summary>
    /// Always null: what a measured difference would take to settle ranges over a factor of ten. Kept for readers of its name.
    /// </summary>
    public long? ItemsToSettle { get; }

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
                _ when Difference == 0 || !ExcludesZeroAt(Alpha / Family) => ComparisonOutcome.NoDifferenceShown,
                _ => IsGain ? ComparisonOutcome.Better : ComparisonOutcome.Worse,
            };

    /// <summary>
    /// The smallest p-value that as many changed items or clusters could give, whichever way they changed; 1 without any.
    /// </summary>
    [JsonIgnore]
    internal double SmallestAttainableP =>
        Wins + Losses == 0 ? 1
        : Test == PairedTest.MidPMcNemar ? Math.ScaleB(1, -Math.Min(1000, Wins + Losses))
        : Math.ScaleB(1, 1 - Math.Min(1000, Clusters ?? (Wins + Losses)));

    /// <summary>True where the two-sided test alone, with no correction, shows a loss at a level.</summary>
    internal bool ShowsLossAt(double level) => PValue <= level && Difference != 0 && !IsGain && ExcludesZeroAt(level);

    /// <summary>
    /// The smallest two-sided level at which the interval excludes 0, from 0 to 1; 0 where the test needs no interval beside it.
    /// </summary>
    [JsonIgnore]
    internal double IntervalPValue { get; init; }

    /// <summary>Whether the interval agrees that there is a difference, at a two-sided level.</summary>
    internal bool ExcludesZeroAt(double level) => IntervalPValue <= level;

    private bool IsGain => Difference < 0 == LowerIsBetter;

    /// <summary>True for a cost: a negative difference is the better one.</summary>
    public required bool LowerIsBetter { get; init; }

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
            ProbabilityBetter = TuningScore.Is(candidate) ? null : ProbabilityBetter,
            CanBeConfirmed = candidate.Prompt.Version is { } version && !PromptFile.IsDraft(version),
        };

    private Rate RateOf(double? value, bool isTuningScore) =>
        new()
        {
            Value = value,
            Scored = Items,
            IsTuningScore = isTuningScore,
        };
}
