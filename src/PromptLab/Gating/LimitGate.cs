namespace PromptLab.Gating;

/// <summary>
/// Judges floors and ceilings. A rate fails only where its whole 95% interval lies beyond the limit: chance must not fail a
/// night, and by the other end of the interval a faultless 60 of 60 would fail a floor of 0.98. What is measured beyond the
/// limit, but within chance, is inconclusive. Failed calls, undecided items and costs are counted and not estimated: they
/// fail as soon as they are beyond it.
/// </summary>
internal static class LimitGate
{
    public static GateOutcome Judge(GateRule rule, GateSubject subject)
    {
        var measured = Measurement.Of(rule, subject);
        if (measured.Value is not { } value)
            return new GateOutcome { Rule = rule, State = GateState.NotJudged, Lack = measured.Lack };
        var floor = rule.Min is { } min ? Beyond(min - value, min - (measured.High ?? value)) : GateState.Pass;
        var ceiling = rule.Max is { } max ? Beyond(value - max, (measured.Low ?? value) - max) : GateState.Pass;
        return new GateOutcome { Rule = rule, State = floor > ceiling ? floor : ceiling, Measured = measured };
    }

    private static GateState Beyond(double measured, double nearestOfInterval) => (measured, nearestOfInterval) switch
    {
        ( <= 0, _) => GateState.Pass,
        (_, <= 0) => GateState.Inconclusive,
        _ => GateState.Fail,
    };
}
