using PromptLab.Comparing;
using PromptLab.Holdouts;
using PromptLab.Results;

namespace PromptLab.Confirming;

/// <summary>A claim with all that it rests on. Immutable.</summary>
public sealed record Confirmation
{
    /// <summary>The look at the holdout.</summary>
    public required HoldoutLook Look { get; init; }

    /// <summary>The run of the baseline.</summary>
    public required RunRecord Baseline { get; init; }

    /// <summary>The run of the candidate.</summary>
    public required RunRecord Candidate { get; init; }

    /// <summary>The two held against each other, with the interval and the bounds at the level of the look.</summary>
    public required BaselineComparison Comparison { get; init; }

    /// <summary>The loss that would be borne.</summary>
    public required double Margin { get; init; }

    /// <summary>What the two show on the items they were tuned on; null where the scoreboard does not say.</summary>
    public required TuningGain? Tuning { get; init; }

    /// <summary>The claim; null where the evidence allows none.</summary>
    public ClaimOutcome? Claim => Comparison.Objections.Count > 0 ? null : ClaimRule.Of(Comparison.PassRate, Margin);

    /// <summary>The tuning gain minus the gain on the holdout: how much of it was optimism; null where either is not known.</summary>
    public double? Optimism => Tuning?.Gain - Comparison.PassRate.Difference;

    /// <summary>The line that ends the look in the ledger; null where there is no claim.</summary>
    /// <param name="at">The moment.</param>
    public HoldoutClaim? ToLine(DateTimeOffset at) =>
        Claim is not { } claim
            ? null
            : new HoldoutClaim
            {
                RunId = Look.RunId,
                At = at,
                Claim = claim,
                Items = Comparison.PassRate.Items,
                Fixed = Comparison.Fixed,
                Broken = Comparison.Broken,
                Difference = Comparison.PassRate.Difference,
                Interval = Comparison.PassRate.Interval,
                PValue = Comparison.PassRate.PValue,
                Level = LookLevel.Of(Look.Number),
                Margin = Margin,
                TuningGain = Tuning?.Gain,
            };
}
