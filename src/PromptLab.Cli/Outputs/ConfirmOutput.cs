using PromptLab.Comparing;
using PromptLab.Confirming;
using PromptLab.Holdouts;
using PromptLab.Reporting;

namespace PromptLab.Cli.Outputs;

/// <summary>The JSON output of <c>confirm</c>.</summary>
/// <param name="Claim">The outcome of the claim; null if there is none.</param>
/// <param name="Look">The look at the holdout.</param>
/// <param name="Baseline">The id of the baseline's run.</param>
/// <param name="Candidate">The id of the candidate's run.</param>
/// <param name="Margin">The loss that <c>not worse</c> rules out, from 0 to 1.</param>
/// <param name="Level">The significance level of this look.</param>
/// <param name="Comparison">The evidence.</param>
/// <param name="Tuning">The gain on the splits used for tuning; null if the scoreboard has none.</param>
/// <param name="Optimism">The tuning gain minus the gain on the holdout, from −1 to 1; null if unknown.</param>
/// <param name="Summary">The outcome as a sentence.</param>
internal sealed record ConfirmOutput(
    ClaimOutcome? Claim,
    HoldoutLook Look,
    string Baseline,
    string Candidate,
    double Margin,
    double Level,
    BaselineComparison Comparison,
    TuningGain? Tuning,
    double? Optimism,
    string Summary
) : IJsonOutput
{
    public static ConfirmOutput Of(Confirmation confirmation) =>
        new(
            confirmation.Claim,
            confirmation.Look,
            confirmation.Baseline.RunId,
            confirmation.Candidate.RunId,
            confirmation.Margin,
            LookLevel.Of(confirmation.Look.Number),
            confirmation.Comparison,
            confirmation.Tuning,
            confirmation.Optimism,
            ClaimText.Sentence(confirmation)
        );
}
