using PromptLab.Comparing;
using PromptLab.Results;
using PromptLab.Statistics;

namespace PromptLab.Gating;

/// <summary>
/// Judges “no worse than the baseline” with three outcomes. It fails where the loss is significant at 1%, or at 5% in two
/// consecutive nightly runs; it passes where a loss greater than the margin is ruled out with 95% confidence; else it is
/// inconclusive.
/// </summary>
/// <remarks>
/// At 5% alone an unchanged prompt would fail one night in twenty. The two nights share their items and their baseline, so their
/// joint level is between 0.25% and 5%. Passing requires the lower bound to be above −margin: the absence of a significant loss
/// is not evidence of no loss.
/// </remarks>
internal static class RegressionGate
{
    private const double OneNightLevel = 0.01;
    private const double TwoNightsLevel = 0.05;

    public static GateOutcome Judge(GateRule rule, GateSubject subject)
    {
        if (subject.HasTooManyUnscored)
            return NotJudged(rule, Measurement.TooManyUnscored);
        var baseline = subject.Baselines[rule.Against ?? ""];
        if (baseline.IsItself)
            return new GateOutcome { Rule = rule, State = GateState.Pass };
        if (baseline is not { Comparison: { } comparison, Run: { } baselineRun, Objections.Count: 0 })
            return NotJudged(rule, string.Join(' ', baseline.Objections));
        if (WhyTooOld(rule, subject, baselineRun) is { } tooOld)
            return NotJudged(rule, tooOld);
        return Judge(
            rule,
            baseline,
            EvidenceOf(rule, comparison, ComparisonDice.Of(baselineRun, subject.Run)).On(baselineRun, subject.Run)
        );
    }

    private static GateOutcome Judge(GateRule rule, GateBaseline baseline, PairedEvidence evidence)
    {
        if (ComparisonObjections.TooFewClusters(evidence) is { } tooFew)
            return NotJudged(rule, tooFew);
        if (evidence.PWorse is not { } pWorse || evidence.LowerBound is not { } lowest)
            return NotJudged(rule, "Too few items have a verdict on both sides.");
        if (evidence.LeftOut > RunSummary.HighestErrorRate * (evidence.Items + evidence.LeftOut))
            return NotJudged(
                rule,
                FormattableString.Invariant($"{evidence.LeftOut} of {evidence.Items + evidence.LeftOut} pairs have no verdict on one side.")
            );
        var margin = rule.MaxDrop ?? NonInferiority.DefaultMargin(evidence.Items);
        var isPassRate = rule is { Tag: null, Metric: { Kind: GateMetricKind.PassRate, Grader: null } };
        // The scoreboard has only the comparison of the overall pass rate.
        var previousPWorse = isPassRate ? baseline.PWorseInPreviousNightly : null;
        return new GateOutcome
        {
            Rule = rule,
            State =
                IsLoss(OneNightLevel) || (IsLoss(TwoNightsLevel) && previousPWorse <= TwoNightsLevel) ? GateState.Fail
                : evidence.HasVariation && lowest > -margin ? GateState.Pass
                : GateState.Inconclusive,
            Regression = new RegressionFinding
            {
                Baseline = baseline.Reference,
                Evidence = evidence,
                Margin = margin,
                PWorseInPreviousNightly = previousPWorse,
                PassProbabilityUnchanged = UnchangedPassProbability(evidence, margin),
            },
        };

        // A one-sided test at a level belongs to the two-sided interval that leaves twice as much out.
        bool IsLoss(double level) => pWorse <= level && evidence.ExcludesZeroAt(2 * level);
    }

    private static GateOutcome NotJudged(GateRule rule, string reason) =>
        new()
        {
            Rule = rule,
            State = GateState.NotJudged,
            NotJudgedReason = reason,
        };

    private static string? WhyTooOld(GateRule rule, GateSubject subject, RunRecord baselineRun)
    {
        var (older, allowed) = ((subject.Run.StartedAt - baselineRun.StartedAt).TotalDays, rule.MaxAgeDays ?? subject.BaselineMaxAgeDays);
        return older <= allowed
            ? null
            : FormattableString.Invariant(
                $"The run of {baselineRun.Prompt.Reference} is {older:0.0} days older, more than the {allowed:0.##} that are allowed. Run it again, together with {subject.Run.Prompt.Reference}."
            );
    }

    private static PairedEvidence EvidenceOf(GateRule rule, RunComparison comparison, ComparisonDice dice)
    {
        var sample = MeasureOf(rule.Metric)
            .SampleOf(
                rule.Tag is null ? comparison.Pairs : comparison.Pairs.Where(pair => pair.Tags.Contains(rule.Tag, StringComparer.Ordinal))
            );
        return EvidenceWeighing.Of(sample, dice.For($"gate {rule.Subject}"));
    }

    private static Measure MeasureOf(GateMetric metric) =>
        (metric.Kind, metric.Grader) switch
        {
            (GateMetricKind.PassRate, { } grader) => Measure.PassRateOfGrader(grader),
            (GateMetricKind.PassRate, null) => Measure.PassRate,
            (_, { } grader) => Measure.OfGrader(grader),
            _ => Measure.Score,
        };

    // One more flip than seen, since a night without flips does not mean that flips never happen.
    private static double? UnchangedPassProbability(PairedEvidence evidence, double margin) =>
        evidence.McNemar is null || margin == 0
            ? null
            : NonInferiority.PassProbability(evidence.Items, (evidence.Wins + evidence.Losses + 1.0) / (evidence.Items + 2), margin);
}
