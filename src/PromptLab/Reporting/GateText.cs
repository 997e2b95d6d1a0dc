using System.Globalization;
using PromptLab.Gating;
using PromptLab.Texts;

namespace PromptLab.Reporting;

/// <summary>Describes a gate in words: what it measured, what it allows, and why it passed or failed.</summary>
internal static class GateText
{
    /// <summary>The state in one or two words, such as <c>not judged</c>.</summary>
    public static string State(GateState state) =>
        state switch
        {
            GateState.Pass => "pass",
            GateState.Inconclusive => "inconclusive",
            GateState.NotJudged => "not judged",
            _ => "fail",
        };

    /// <summary>The note on tuning scores below gates; empty where no score needs it.</summary>
    /// <param name="report">The outcomes of the gates.</param>
    /// <param name="hasHoldout">Returns whether an eval set has a holdout, null where that is unknown. Null for always unknown.</param>
    public static IReadOnlyList<string> Note(GateReport report, Func<string, bool?>? hasHoldout = null) =>
        TuningNote.Lines([.. report.Runs.Select(run => Score(run))], hasHoldout);

    /// <summary>
    /// The measured value with its interval and counts, marked where it is a tuning score; a dash where nothing was measured.
    /// </summary>
    public static string Measured(GateOutcome outcome) =>
        outcome switch
        {
            { Measured: { } measured } => Limit(outcome, measured),
            { Regression.Evidence: { } evidence } when outcome.Rule.Metric.Kind == GateMetricKind.PassRate =>
                $"{RateText.Points(evidence.RateDifference)}, {(evidence.HasVariation ? $"95% {Format.Points(evidence.Interval)}" : "no variation")} ({evidence.Wins.ToString(CultureInfo.InvariantCulture)} better, {evidence.Losses.ToString(CultureInfo.InvariantCulture)} worse of {Format.Count(evidence.Items)})",
            { Regression.Evidence: { } evidence } => string.Create(
                CultureInfo.InvariantCulture,
                $"{RateText.Scores(evidence.RateDifference)}, {(evidence.HasVariation ? $"95% {Format.ScorePoints(evidence.Interval)}" : "no variation")} ({evidence.Wins} better, {evidence.Losses} worse of {evidence.Items})"
            ),
            _ => Format.Missing,
        };

    /// <summary>The limits of a gate, or the baseline and margin that it compares with.</summary>
    public static string Allowed(GateRule rule, RegressionFinding? finding = null)
    {
        var value = ValueOf(rule.Metric);
        return rule switch
        {
            { Against: { } against } =>
                $"no worse than {finding?.Baseline ?? against}{((finding?.Margin ?? rule.MaxDrop) is { } margin ? $" by {Loss(rule.Metric, margin)} or more" : "")}",
            { Min: { } min, Max: { } max } => $"{value(min)} to {value(max)}",
            { Min: { } min } => $"at least {value(min)}",
            _ => $"at most {value(rule.Max)}",
        };
    }

    /// <summary>The reason for the gate's state, as sentences; empty where a limit is kept.</summary>
    public static string Why(GateOutcome outcome) =>
        outcome switch
        {
            { State: GateState.NotJudged } => outcome.NotJudgedReason,
            { Regression: { } finding } => WhyCompared(outcome.State, finding, outcome.Rule.Metric),
            { Measured: { } measured } => WhyLimited(outcome, measured),
            { Rule.Against: not null } => "It is the baseline itself, and no earlier run of it is here.",
            _ => "",
        };

    /// <summary>The ids of the graders that an item failed, such as <c>json, amount</c>; a phrase where every grader passed.</summary>
    public static string FailedGraders(ItemVerdict item) =>
        string.Join(", ", item.FailedGraders.DefaultIfEmpty("score below the pass mark"));

    private static ReportedScore Score(GatedRun run) =>
        ReportedScore.Of(run.Subject.Run, run.Baseline?.Reference) with
        {
            IsTuningScore = run.Outcomes.Any(outcome => outcome.IsTuningScore),
        };

    private static string Limit(GateOutcome outcome, Measurement measured)
    {
        var value = ValueOf(outcome.Rule.Metric);
        var interval = (measured.Low, measured.High) switch
        {
            ({ } low, { } high) => $", 95% {value(low)} to {value(high)}",
            ({ } low, null) => $", 95% from {value(low)}",
            _ => "",
        };
        return $"{Figure(outcome.Rule.Metric, measured)} ({measured.Counts}{interval})";
    }

    private static string Figure(GateMetric metric, Measurement measured) =>
        metric.Kind switch
        {
            GateMetricKind.PassRate => RateText.Percent(measured.Rate),
            GateMetricKind.Score => RateText.Score(measured.Rate),
            _ => ValueOf(metric)(measured.Value),
        };

    private static string WhyLimited(GateOutcome outcome, Measurement measured)
    {
        var hasInterval = (measured.Low ?? measured.High) is not null;
        return outcome.State switch
        {
            GateState.Pass => "",
            GateState.Inconclusive when !hasInterval =>
                "It lies beyond the limit, but so few values have no interval to tell it from chance.",
            GateState.Inconclusive => "It lies beyond the limit, but chance explains that: its interval reaches what is allowed.",
            _ when hasInterval => "Its whole interval lies beyond the limit.",
            _ => "It is counted, and beyond the limit.",
        };
    }

    private static string WhyCompared(GateState state, RegressionFinding finding, GateMetric metric)
    {
        var worse = $"{Format.PValue(finding.Evidence.PWorse)} for “worse”";
        return state switch
        {
            GateState.Fail when finding.Evidence.PWorse <= 0.01 =>
                $"It is worse beyond chance: {worse}, at most 0.01 allowed for one night.",
            GateState.Fail =>
                $"It is worse two nights running: {worse} tonight and {Format.PValue(finding.PWorseInPreviousNightly)} the night before, at most 0.05 each.",
            GateState.Inconclusive when !finding.Evidence.HasVariation =>
                $"A greater loss is neither shown nor ruled out: every item differs by the same amount, which says nothing of chance; {worse}.",
            GateState.Pass => $"A greater loss is ruled out: {Lowest(finding, metric)}.",
            _ =>
                $"A greater loss is neither shown nor ruled out: {worse}; {Lowest(finding, metric)}.{OneMore(finding)}{Unchanged(finding)}",
        };
    }

    private static string Lowest(RegressionFinding finding, GateMetric metric) =>
        $"the difference is at least {Difference(metric, finding.Evidence.LowerBound)} with 95% confidence";

    private static string Difference(GateMetric metric, double? difference) =>
        metric.Kind == GateMetricKind.PassRate ? Format.Points(difference) : Format.ScorePoints(difference);

    private static string OneMore(RegressionFinding finding) =>
        finding.Evidence.PWorse <= 0.05 ? " One more night like this one fails." : "";

    private static string Unchanged(RegressionFinding finding) =>
        finding.PassProbabilityUnchanged is { } probability
            ? $" With {Format.Quantity(finding.Evidence.Items, "item")} and so many flips an unchanged prompt passes in {Format.Percent(probability)} of nights."
            : "";

    private static string Loss(GateMetric metric, double margin) =>
        metric.Kind == GateMetricKind.Score ? Format.Score(margin) : Format.AbsolutePoints(margin);

    private static Func<double?, string> ValueOf(GateMetric metric) =>
        metric.Kind switch
        {
            GateMetricKind.Score => value => Format.Score(value),
            GateMetricKind.Latency => value => Format.Duration(value is { } ms ? TimeSpan.FromMilliseconds(ms) : null),
            GateMetricKind.Tokens => value => value is { } tokens ? FormattableString.Invariant($"{tokens:#,0.#} tokens") : Format.Missing,
            GateMetricKind.Cost => value => Format.Money((decimal?)value),
            _ => Format.Percent,
        };
}
