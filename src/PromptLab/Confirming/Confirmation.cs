using System.Text.Json.Serialization;
using PromptLab.Comparing;
using PromptLab.Holdouts;
using PromptLab.Results;
using PromptLab.Statistics;

namespace PromptLab.Confirming;

/// <summary>A claim with its evidence. Immutable.</summary>
public sealed record Confirmation
{
    /// <summary>The look at the holdout, as recorded in the ledger.</summary>
    public required HoldoutLook Look { get; init; }

    /// <summary>The baseline's run over the holdout.</summary>
    public required RunRecord Baseline { get; init; }

    /// <summary>The candidate's run over the holdout.</summary>
    public required RunRecord Candidate { get; init; }

    /// <summary>The comparison of the two runs, with the interval and the bounds at the level of the look.</summary>
    public required BaselineComparison Comparison { get; init; }

    /// <summary>The largest loss in pass rate that counts as not worse, from 0 to 1.</summary>
    public required double Margin { get; init; }

    /// <summary>The gain of the two versions on the items they were tuned on; null where the scoreboard has none.</summary>
    public required TuningGain? Tuning { get; init; }

    /// <summary>True where the label <c>production</c> points to the candidate already.</summary>
    public bool IsInProduction { get; init; }

    /// <summary>How many responses of both runs are kept ungraded, since the look has not ended.</summary>
    internal int Ungraded { get; init; }

    /// <summary>True where the look stays open because its graders leave too many responses undecided.</summary>
    internal bool IsHeldBack { get; init; }

    /// <summary>True where no call was answered, so that the look does not count.</summary>
    internal bool IsVoid { get; init; }

    /// <summary>The claim; null where the evidence allows none.</summary>
    public ClaimOutcome? Claim => Comparison.Objections.Count > 0 ? null : ClaimRule.Of(Comparison.PassRate, Margin);

    /// <summary>The tuning gain minus the gain on the holdout: how optimistic tuning was; null where either is unknown.</summary>
    public double? Optimism => Tuning?.Gain - Comparison.PassRate.Difference;

    /// <summary>
    /// The 95% interval of the optimism, from the standard errors of both gains, which rest on different items; null where either
    /// is unknown.
    /// </summary>
    [JsonIgnore]
    public Interval? OptimismInterval
    {
        get
        {
            if (Optimism is not { } optimism || Tuning?.Interval is not { } tuned || Comparison.PassRate.Interval is not { } held)
                return null;
            var z = StandardNormal.TwoSided(1 - PairedEvidence.Alpha);
            var heldError = (held.High - held.Low) / 2 / StandardNormal.TwoSided(Comparison.PassRate.Confidence);
            var half = z * Math.Sqrt(Math.Pow((tuned.High - tuned.Low) / 2 / z, 2) + (heldError * heldError));
            return new Interval(optimism - half, optimism + half);
        }
    }

    /// <summary>The ledger line that concludes the look; null where there is no claim.</summary>
    /// <param name="at">When the claim is concluded.</param>
    public HoldoutClaim? ToClaim(DateTimeOffset at) =>
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
