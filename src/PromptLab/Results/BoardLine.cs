using System.Text.Json.Serialization;
using PromptLab.Statistics;

namespace PromptLab.Results;

/// <summary>One line of the board: a version's latest run under one set of conditions, and its change from the parent's.</summary>
/// <param name="Conditions">What the run was measured under; lines of a prompt with equal conditions can be compared.</param>
/// <param name="Row">The row of the scoreboard.</param>
/// <param name="Parent">The parent's latest row under the same conditions; null where there is none.</param>
public sealed record BoardLine(string Conditions, ScoreboardRow Row, ScoreboardRow? Parent)
{
    /// <summary>
    /// The row whose comparison tells what the version's change brought: of the version's rows under these conditions
    /// the latest that holds it against an earlier version, else this row.
    /// </summary>
    /// <remarks>
    /// An unchanged version that a nightly run holds against itself, or an old one held against a newer one, keeps the
    /// verdict that it had.
    /// </remarks>
    public ScoreboardRow Compared { get; init; } = Row;

    /// <summary>
    /// The version that has the row's text today, such as <c>v3</c>; <c>v3 of another text</c> where that version's text is another
    /// one. Null for responses recorded elsewhere.
    /// </summary>
    public string? Name { get; init; } = Row.Version;

    /// <summary>True where none of today's versions has the row's text, so that the row says nothing about any of them.</summary>
    public bool IsOtherText { get; init; }

    /// <summary>
    /// The name of the version that <see cref="Compared"/> holds it against, as for <see cref="Name"/>; null without a comparison.
    /// </summary>
    public string? Against { get; init; } = Row.Baseline;

    /// <summary>True where the text of <see cref="Against"/> is none of today's.</summary>
    internal bool IsAgainstOtherText { get; init; }

    /// <summary>How many results passed; null with repeats, whose rate is a mean over items.</summary>
    public int? Passed => PassedOf(Row);

    /// <summary>
    /// The pass rate from 0 to 1, exact where the row's four decimals and its counts tell it; null where nothing was
    /// scored.
    /// </summary>
    public double? PassRate => RateOf(Row);

    /// <summary>True where the scores are tuning scores: optimistic, and no claim.</summary>
    public bool IsTuningScore => Row.IsTuningScore;

    /// <summary>The pass rate, with its interval and its counts.</summary>
    [JsonIgnore]
    public Rate Rate =>
        new()
        {
            Value = PassRate,
            Interval = PassInterval,
            Passed = Passed,
            Scored = Row.Scored,
            IsTuningScore = IsTuningScore,
        };

    /// <summary>The mean score. The row holds no interval of it.</summary>
    [JsonIgnore]
    public Rate MeanScore =>
        new()
        {
            Value = Row.ScoreMean,
            Scored = Row.Scored,
            IsTuningScore = IsTuningScore,
        };

    /// <summary>
    /// The 95% interval of the pass rate, as the row holds it, and exact where its counts tell it; null where it holds
    /// none.
    /// </summary>
    public Interval? PassInterval =>
        Row is not { PassCiLow: { } low, PassCiHigh: { } high } ? null
        : Passed is { } passed
        && WilsonInterval.Of(passed, Row.Scored) is { } exact
        && IsRounded(exact.Low, low)
        && IsRounded(exact.High, high)
            ? exact
        : new Interval(low, high);

    /// <summary>The 95% interval of the change that the comparison shows; null where there is none.</summary>
    public Interval? DeltaInterval => Compared is { DeltaCiLow: { } low, DeltaCiHigh: { } high } ? new Interval(low, high) : null;

    /// <summary>
    /// True where the comparison shows a change; false where chance explains it or there is no verdict; null where
    /// there is no comparison.
    /// </summary>
    public bool? IsSupported => Compared.Baseline is null ? null : Compared.Verdict is "better" or "worse";

    /// <summary>The pass rate minus the parent's, from −1 to 1; null without a parent, and where too many calls of either failed.</summary>
    /// <remarks>
    /// A count, not evidence: it says nothing about chance. What does is <see cref="DeltaInterval"/> and the row's
    /// verdict.
    /// </remarks>
    public double? Change => Parent is null || HasTooManyErrors(Row) || HasTooManyErrors(Parent) ? null : RateOf(Row) - RateOf(Parent);

    /// <summary>True where more calls failed than a rate may leave out.</summary>
    internal static bool HasTooManyErrors(ScoreboardRow row) => row.Errors > RunSummary.HighestErrorRate * row.Items * row.Repeats;

    // The row holds four decimals; rounding them once more for the screen would not always end where rounding once does.
    private static bool IsRounded(double exact, double stored) => Math.Abs(exact - stored) <= 0.00005001;

    // Four decimals tell the count of up to 5,000 results without doubt.
    private static int? PassedOf(ScoreboardRow row) =>
        row is { Repeats: 1, PassRate: { } rate, Scored: > 0 and <= 5000 }
            ? (int)Math.Round(rate * row.Scored, MidpointRounding.AwayFromZero)
            : null;

    private static double? RateOf(ScoreboardRow row) => PassedOf(row) is { } passed ? (double)passed / row.Scored : row.PassRate;
}
