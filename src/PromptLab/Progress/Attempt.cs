using System.Text.Json.Serialization;
using PromptLab.Comparing;
using PromptLab.Results;
using PromptLab.Statistics;

namespace PromptLab.Progress;

/// <summary>
/// A version that was measured: what its latest row says of it, and the latest one that holds it against an earlier
/// version.
/// </summary>
public sealed record Attempt
{
    private Attempt(BoardLine latest) => (Row, Rate) = (latest.Row, latest.Rate);

    /// <summary>The version.</summary>
    public required string Version { get; init; }

    /// <summary>The version it was made from; null for a first one.</summary>
    public required string? Parent { get; init; }

    /// <summary>What was changed against the parent; empty for a first version.</summary>
    public required IReadOnlyList<string> Changed { get; init; }

    /// <summary>The run of the rate.</summary>
    public required string RunId { get; init; }

    /// <summary>The pass rate from 0 to 1; null where nothing was scored.</summary>
    public double? PassRate => Rate.Value;

    /// <summary>True where the rate is one of items that the version was tuned on.</summary>
    public bool IsTuningScore => Rate.IsTuningScore;

    /// <summary>How many results passed; null with repeats.</summary>
    public int? Passed => Rate.Passed;

    /// <summary>How many results have a score.</summary>
    public int Scored => Row.Scored;

    /// <summary>The 95% interval of the pass rate; null where the row holds none.</summary>
    public Interval? PassInterval => Rate.Interval;

    /// <summary>The version that it was held against; null where it was held against no earlier one, or without a verdict.</summary>
    public required string? Against { get; init; }

    /// <summary>The change of the pass rate against that version, from −1 to 1; null without a comparison.</summary>
    public required double? Gain { get; init; }

    /// <summary>How many items were fixed; null without a comparison.</summary>
    public required int? Fixed { get; init; }

    /// <summary>How many items broke; null without a comparison.</summary>
    public required int? Broken { get; init; }

    /// <summary>The one-sided p of “it is better”, from 0 to 1; null without a comparison.</summary>
    public required double? PBetter { get; init; }

    /// <summary>True where the evidence supports a gain: the verdict of the row is “better”.</summary>
    public required bool IsSupported { get; init; }

    /// <summary>True where a search goes on from it, false for a miss, null without a comparison: then it is neither.</summary>
    public required bool? IsAccepted { get; init; }

    /// <summary>The pass rate, with its interval and its counts.</summary>
    [JsonIgnore]
    public Rate Rate { get; }

    /// <summary>
    /// The gain with its interval; null without a comparison. It is always a tuning score, being gained on the items that
    /// versions are written for.
    /// </summary>
    [JsonIgnore]
    public RateDifference? TunedGain { get; init; }

    /// <summary>The row of the rate.</summary>
    [JsonIgnore]
    public ScoreboardRow Row { get; }

    /// <summary>The attempt that lines of the board tell of.</summary>
    /// <param name="lines">The lines of one version under the same conditions, the latest last; at least one.</param>
    /// <param name="searchLevel">The highest one-sided p that is accepted.</param>
    public static Attempt Of(IReadOnlyList<BoardLine> lines, double searchLevel)
    {
        var (latest, compared) = (lines[^1], Board.LatestComparison(lines.Select(line => line.Row)));
        var better = compared is null ? null : PBetterOf(compared);
        return new Attempt(latest)
        {
            Version = latest.Row.Version!,
            Parent = latest.Row.Parent,
            Changed = latest.Row.Changed,
            RunId = latest.Row.RunId,
            Against = compared?.Baseline,
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

    // Each test of ours is symmetric: half of its two-sided p is the p of the side that is ahead.
    private static double? PBetterOf(ScoreboardRow row) =>
        row switch
        {
            { Delta: > 0 } => row.PValue / 2,
            { Delta: < 0 } => 1 - (row.PValue / 2),
            _ => 0.5,
        };
}
