using PromptLab.Results;

namespace PromptLab.Gating;

/// <summary>What the gates say of one run.</summary>
/// <param name="Subject">The run.</param>
/// <param name="Outcomes">Each gate, in the order in which they were written.</param>
public sealed record GatedRun(GateSubject Subject, IReadOnlyList<GateOutcome> Outcomes)
{
    /// <summary>
    /// The baseline that its items are held against in reports: that of the first comparison that could be made; null
    /// where there is none.
    /// </summary>
    public GateBaseline? Baseline =>
        Outcomes
            .Select(outcome => outcome.Rule.Against is { } against ? Subject.Baselines.GetValueOrDefault(against) : null)
            .FirstOrDefault(baseline => baseline?.Comparison is not null);

    /// <summary>
    /// True where the run is the baseline itself and nothing else is there to hold its items against: what fails in it
    /// failed before.
    /// </summary>
    public bool IsBaseline =>
        Baseline is null
        && Outcomes.Any(outcome =>
            outcome.Rule.Against is { } against && Subject.Baselines.GetValueOrDefault(against) is { IsItself: true }
        );

    /// <summary>Judges a run by every gate.</summary>
    public static GatedRun Of(GateSubject subject, IReadOnlyList<GateRule> rules) =>
        new(subject, [.. rules.Select(rule => OutcomeOf(rule, subject))]);

    private static GateOutcome OutcomeOf(GateRule rule, GateSubject subject) =>
        subject switch
        {
            { Objection: { } objection } => new GateOutcome
            {
                Rule = rule,
                State = GateState.NotJudged,
                Lack = objection,
            },
            { Run.Status: RunStatus.Unfinished or RunStatus.Running } => new GateOutcome
            {
                Rule = rule,
                State = GateState.NotJudged,
                Lack = "The run was stopped, and a run that was stopped makes no claim.",
            },
            _ => rule.Against is null ? LimitGate.Judge(rule, subject) : RegressionGate.Judge(rule, subject),
        };
}

/// <summary>What the gates say of all runs that were judged.</summary>
/// <param name="Runs">The runs.</param>
/// <param name="Missing">Versions that should have been judged and have no run, a sentence each; empty where none is missing.</param>
public sealed record GateReport(IReadOnlyList<GatedRun> Runs, IReadOnlyList<string> Missing)
{
    /// <summary>Every outcome.</summary>
    public IEnumerable<GateOutcome> Outcomes => Runs.SelectMany(run => run.Outcomes);

    /// <summary>True where a gate failed that says the run is worse.</summary>
    public bool HasFailed => Outcomes.Any(outcome => outcome is { State: GateState.Fail, Rule.FailsAsIncomplete: false });

    /// <summary>True where there was not enough to judge by.</summary>
    public bool IsIncomplete =>
        Missing.Count > 0
        || Outcomes.Any(outcome =>
            outcome.State == GateState.NotJudged || outcome is { State: GateState.Fail, Rule.FailsAsIncomplete: true }
        );

    /// <summary>True where something is neither shown to be allowed nor shown not to be.</summary>
    public bool IsInconclusive => Outcomes.Any(outcome => outcome.State == GateState.Inconclusive);
}
