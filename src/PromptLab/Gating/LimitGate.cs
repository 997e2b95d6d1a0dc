namespace PromptLab.Gating;

/// <summary>
/// Judges floors and ceilings. An estimated value fails only where its whole 95% interval is beyond the limit, so that chance
/// alone fails no run. (Requiring the whole interval within the limit would fail a perfect 60 of 60 at a floor of 0.98.) A value
/// beyond the limit whose interval is not, or that has too few values for an interval, is inconclusive. Error rates, undecided
/// rates and costs are counted, not estimated: they fail as soon as they exceed the limit.
/// </summary>
internal static class LimitGate
{
    // A mean of shares such as 2/3 can miss a limit such as 0.7 by its last digit.
    private const double Rounding = 1e-12;

    public static GateOutcome Judge(GateRule rule, GateSubject subject)
    {
        var measured = Measurement.Of(rule, subject);
        if (measured.Value is not { } value)
            return new GateOutcome
            {
                Rule = rule,
                State = GateState.NotJudged,
                NotJudgedReason = measured.UnknownReason,
            };
        var (low, high) = rule.Metric.IsCounted ? (value, value) : (measured.Low, measured.High);
        var floor = rule.Min is { } min ? Beyond(min - value, min - high) : GateState.Pass;
        var ceiling = rule.Max is { } max ? Beyond(value - max, low - max) : GateState.Pass;
        return new GateOutcome
        {
            Rule = rule,
            State = floor > ceiling ? floor : ceiling,
            Measured = measured,
        };
    }

    private static GateState Beyond(double measured, double? nearestOfInterval) =>
        (measured, nearestOfInterval) switch
        {
            (<= Rounding, _) => GateState.Pass,
            (_, null or <= Rounding) => GateState.Inconclusive,
            _ => GateState.Fail,
        };
}
