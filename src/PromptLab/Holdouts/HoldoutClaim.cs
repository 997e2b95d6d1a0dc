using PromptLab.Statistics;

namespace PromptLab.Holdouts;

/// <summary>The result of a look that was taken for a claim: a line of the ledger. Immutable.</summary>
public sealed record HoldoutClaim
{
    /// <summary>The schema name and version of the line.</summary>
    public string Schema { get; init; } = HoldoutLedger.Schema;

    /// <summary>The kind of line, always <c>claim</c>.</summary>
    public string Kind { get; init; } = HoldoutLedger.ClaimKind;

    /// <summary>The run of the look that the claim concludes.</summary>
    public required string RunId { get; init; }

    /// <summary>When the claim was concluded.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The conclusion.</summary>
    public required ClaimOutcome Claim { get; init; }

    /// <summary>The number of items with a verdict on both sides.</summary>
    public required int Items { get; init; }

    /// <summary>The number of items that went from fail to pass.</summary>
    public required int Fixed { get; init; }

    /// <summary>The number of items that went from pass to fail.</summary>
    public required int Broken { get; init; }

    /// <summary>The candidate's pass rate minus its baseline's, from −1 to 1; null where there is no evidence.</summary>
    public required double? Difference { get; init; }

    /// <summary>The confidence interval of the difference at a confidence of 1 − <see cref="Level"/>; null where there is none.</summary>
    public required Interval? Interval { get; init; }

    /// <summary>The two-sided p-value, not corrected for earlier looks; null where there is none.</summary>
    public required double? PValue { get; init; }

    /// <summary>The significance level: 5% divided by the number of looks, this one included.</summary>
    public required double Level { get; init; }

    /// <summary>The largest loss in pass rate that counts as not worse, as a share.</summary>
    public required double Margin { get; init; }

    /// <summary>The gain that the same two versions show on the items they were tuned on; null where it is not known.</summary>
    public required double? TuningGain { get; init; }

    /// <summary>The tuning gain minus the difference on the holdout: how optimistic tuning was; null where either is unknown.</summary>
    public double? Optimism => TuningGain - Difference;
}
