using PromptLab.Statistics;

namespace PromptLab.Holdouts;

/// <summary>What a look at the holdout ended in: a line of the ledger. Immutable.</summary>
public sealed record HoldoutClaim
{
    /// <summary>The version of this format.</summary>
    public string Schema { get; init; } = HoldoutLedger.Schema;

    /// <summary>The kind of line.</summary>
    public string Kind { get; init; } = HoldoutLedger.ClaimKind;

    /// <summary>The run of the look that it ends.</summary>
    public required string RunId { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The claim.</summary>
    public required ClaimOutcome Claim { get; init; }

    /// <summary>How many items have a verdict on both sides.</summary>
    public required int Items { get; init; }

    /// <summary>How many items went from fail to pass.</summary>
    public required int Fixed { get; init; }

    /// <summary>How many items went from pass to fail.</summary>
    public required int Broken { get; init; }

    /// <summary>The pass rate of the version minus that of its baseline; null where it is not known.</summary>
    public required double? Difference { get; init; }

    /// <summary>The interval of the difference, with a confidence of one minus the level; null where there is none.</summary>
    public required Interval? Interval { get; init; }

    /// <summary>The two-sided p-value, not corrected for the looks.</summary>
    public required double? PValue { get; init; }

    /// <summary>What the p-value had to be at most: 5% divided by the number of looks.</summary>
    public required double Level { get; init; }

    /// <summary>The loss that would have been borne.</summary>
    public required double Margin { get; init; }

    /// <summary>The gain that the same two versions show on the items they were tuned on; null where it is not known.</summary>
    public required double? TuningGain { get; init; }

    /// <summary>The tuning gain minus the difference: how much of it was optimism; null where it is not known.</summary>
    public double? Optimism => TuningGain - Difference;
}
