namespace PromptLab.Gating;

/// <summary>
/// Judges floors and ceilings. A rate fails only where its whole 95% interval lies beyond the limit: chance must not fail a
/// night, and by the other end of the interval a faultless 60 of 60 would fail a floor of 0.98. What is measured beyond the
/// limit, but within chance, is inconclusive, and so is what has too few values for an interval. Failed calls, undecided
/// items and costs are counted and not estimated: they fail as soon as they are beyond it.
/// </summary>
internal static class LimitGate
{
    // The mean of shares such as 2/3 can miss a limit such as 0.7 by its last digit.
    private const double Rounding = 1e-12;

    public static GateOutcome Judge(GateRule rule, GateSubject subject)
    {
        var measured = Measurement.Of(rule, subject);
        if (measured.Value is not { } value)
            return new GateOutcome
            {
                Rule = rule,
                State = GateState.NotJudged,
                Lack = measured.Lack,
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
