using System.Text.Json.Serialization;
using PromptLab.Comparing;
using PromptLab.Results;
using PromptLab.Statistics;

namespace PromptLab.Progress;

/// <summary>
/// A measured version: the figures of its latest scoreboard row, and of its latest comparison with an earlier version.
/// </summary>
internal sealed record Attempt
{
    private Attempt(BoardLine latest) => (Row, Rate) = (latest.Row, latest.Rate);

    /// <summary>The version, such as <c>v3</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The parent version; null for a first version.</summary>
    public required string? Parent { get; init; }

    /// <summary>The elements that changed from the parent; empty for a first version.</summary>
    public required IReadOnlyList<string> Changed { get; init; }

    /// <summary>The id of the run that the rate is from.</summary>
    public required string RunId { get; init; }

    /// <summary>The pass rate from 0 to 1; null where nothing was scored.</summary>
    public double? PassRate => Rate.Value;

    /// <summary>True where the rate is a tuning score: over items that the version was tuned on.</summary>
    public bool IsTuningScore => Rate.IsTuningScore;

    /// <summary>The number of results that passed; null with repeats.</summary>
    public int? Passed => Rate.Passed;

    /// <summary>The number of results with a score.</summary>
    public int Scored => Row.Scored;

    /// <summary>The 95% interval of the pass rate; null where the row has none.</summary>
    public Interval? PassInterval => Rate.Interval;

    /// <summary>The earlier version that it was compared with; null without a comparison that has a verdict.</summary>
    public required string? Against { get; init; }

    /// <summary>The pass rate minus that of <see cref="Against"/>, from −1 to 1; null without a comparison.</summary>
    public required double? Gain { get; init; }

    /// <summary>The number of items that went from fail to pass; null without a comparison.</summary>
    public required int? Fixed { get; init; }

    /// <summary>The number of items that went from pass to fail; null without a comparison.</summary>
    public required int? Broken { get; init; }

    /// <summary>The one-sided p-value of “better”, from 0 to 1; null without a comparison.</summary>
    public required double? PBetter { get; init; }

    /// <summary>True where the gain is significant: the verdict of the row is “better”.</summary>
    public required bool IsSupported { get; init; }

    /// <summary>True where the search accepts the version, false for a miss, null without a comparison.</summary>
    public required bool? IsAccepted { get; init; }

    /// <summary>The pass rate with its interval and its counts.</summary>
    [JsonIgnore]
    public Rate Rate { get; }

    /// <summary>
    /// The gain with its interval; null without a comparison. It is always a tuning score, since versions are written for these
    /// items.
    /// </summary>
    [JsonIgnore]
    public RateDifference? TunedGain { get; init; }

    /// <summary>The scoreboard row that the rate is from.</summary>
    [JsonIgnore]
    public ScoreboardRow Row { get; }

    /// <summary>Combines the board lines of one version.</summary>
    /// <param name="lines">The lines of the version under the same conditions, the latest last; at least one.</param>
    /// <param name="searchLevel">The largest one-sided p-value at which the search accepts a version.</param>
    public static Attempt Of(IReadOnlyList<BoardLine> lines, double searchLevel)
    {
        // A gain over a text that is gone says nothing about today's versions.
        var (latest, held) = (
            Board.Standing(lines, line => line.Row),
            lines.LastOrDefault(line => Board.IsComparison(line.Row) && !line.IsAgainstOtherText)
        );
        var compared = held?.Row;
        var better = compared is null ? null : PBetterOf(compared);
        return new Attempt(latest)
        {
            Version = latest.Name!,
            Parent = latest.Row.Parent,
            Changed = latest.Row.Changed,
            RunId = latest.Row.RunId,
            Against = held?.Against,
            Gain = compared?.Delta,
            TunedGain = compared is null ? null : new RateDifference(compared.Delta, IntervalOf(compared), IsTuningScore: true),
            Fixed = compared?.Fixed,
            Broken = compared?.Broken,
            PBetter = better,
            IsSupported = compared?.Verdict == ComparisonOutcome.Better.Words(),
            IsAccepted = better is { } p ? p <= searchLevel : null,
        };
    }

    private static Interval? IntervalOf(ScoreboardRow row) =>
        row is { DeltaCiLow: { } low, DeltaCiHigh: { } high } ? new Interval(low, high) : null;

    // All tests used are symmetric, so half of the two-sided p-value is the p-value of the side that is ahead.
    private static double? PBetterOf(ScoreboardRow row) =>
        row switch
        {
            { Delta: > 0 } => row.PValue / 2,
            { Delta: < 0 } => 1 - (row.PValue / 2),
            _ => 0.5,
        };
}
