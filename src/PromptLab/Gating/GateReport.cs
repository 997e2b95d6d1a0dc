using PromptLab.Results;

namespace PromptLab.Gating;

/// <summary>The outcomes of all gates on one run.</summary>
public sealed record GatedRun
{
    internal GatedRun(GateSubject subject, IReadOnlyList<GateOutcome> outcomes) => (Subject, Outcomes) = (subject, outcomes);

    /// <summary>The judged run.</summary>
    public RunRecord Run => Subject.Run;

    /// <summary>One outcome for each gate, in the order of the gates.</summary>
    public IReadOnlyList<GateOutcome> Outcomes { get; }

    /// <summary>The run with its results and baselines.</summary>
    internal GateSubject Subject { get; }

    /// <summary>
    /// The baseline to compare single items with in reports: that of the first gate whose comparison succeeded; null where there is
    /// none.
    /// </summary>
    internal GateBaseline? Baseline =>
        Outcomes
            .Select(outcome => outcome.Rule.Against is { } against ? Subject.Baselines.GetValueOrDefault(against) : null)
            .FirstOrDefault(baseline => baseline?.Comparison is not null);

    /// <summary>
    /// True where the run is its own baseline and has no other one: its failing items are then known failures.
    /// </summary>
    public bool IsBaseline =>
        Baseline is null
        && Outcomes.Any(outcome =>
            outcome.Rule.Against is { } against && Subject.Baselines.GetValueOrDefault(against) is { IsItself: true }
        );

    /// <summary>Judges a run by every gate.</summary>
    internal static GatedRun Of(GateSubject subject, IReadOnlyList<GateRule> rules) =>
        new(subject, [.. rules.Select(rule => OutcomeOf(rule, subject))]);

    private static GateOutcome OutcomeOf(GateRule rule, GateSubject subject) =>
        subject switch
        {
            { Objection: { } objection } => new GateOutcome
            {
                Rule = rule,
                State = GateState.NotJudged,
                NotJudgedReason = objection,
            },
            { Run.Status: RunStatus.Unfinished or RunStatus.Running } => new GateOutcome
            {
                Rule = rule,
                State = GateState.NotJudged,
                NotJudgedReason = "The run was stopped, and a run that was stopped makes no claim.",
            },
            _ => rule.Against is null ? LimitGate.Judge(rule, subject) : RegressionGate.Judge(rule, subject),
        };
}

/// <summary>The outcomes of all gates on all judged runs.</summary>
/// <param name="Runs">The judged runs.</param>
/// <param name="Missing">A sentence for each version that has no run to judge; empty where none is missing.</param>
internal sealed record GateReport(IReadOnlyList<GatedRun> Runs, IReadOnlyList<string> Missing)
{
    /// <summary>The outcomes of all gates on all runs.</summary>
    public IEnumerable<GateOutcome> Outcomes => Runs.SelectMany(run => run.Outcomes);

    /// <summary>True where a gate failed and its rule counts that as worse (exit code 1).</summary>
    public bool HasFailed => Outcomes.Any(outcome => outcome is { State: GateState.Fail, Rule.FailsAsIncomplete: false });

    /// <summary>True where a run is missing, a gate could not be judged, or one failed whose rule counts that as incomplete.</summary>
    public bool IsIncomplete =>
        Missing.Count > 0
        || Outcomes.Any(outcome =>
            outcome.State == GateState.NotJudged || outcome is { State: GateState.Fail, Rule.FailsAsIncomplete: true }
        );

    /// <summary>True where a gate was inconclusive.</summary>
    public bool IsInconclusive => Outcomes.Any(outcome => outcome.State == GateState.Inconclusive);
}
