using PromptLab.Experiments;
using PromptLab.Gating;
using PromptLab.Reporting;

namespace PromptLab.Testing;

/// <summary>Whether a version is worse than its baseline, by the rules that <c>promptlab gate</c> judges by.</summary>
public sealed class RegressionResult
{
    private RegressionResult(RunOutcome runs, IReadOnlyList<GateOutcome> outcomes) => (Runs, Outcomes) = (runs, outcomes);

    /// <summary>The runs, the baseline's first.</summary>
    public RunOutcome Runs { get; }

    /// <summary>Each gate against this baseline; at least one.</summary>
    public IReadOnlyList<GateOutcome> Outcomes { get; }

    /// <summary>True where a gate failed: the version is worse beyond chance.</summary>
    public bool IsWorse => Outcomes.Any(outcome => outcome.State == GateState.Fail);

    /// <summary>True where a loss is neither shown nor ruled out; more items or repeats would tell.</summary>
    public bool IsInconclusive => !IsWorse && Outcomes.Any(outcome => outcome.State == GateState.Inconclusive);

    /// <summary>
    /// Throws where a gate fails, and where it could not be judged, as after too many failed calls. An inconclusive result passes,
    /// and <see cref="ToString"/> of what is returned says so.
    /// </summary>
    /// <returns>This result.</returns>
    /// <exception cref="RegressionException">The version is worse, or it could not be judged.</exception>
    public RegressionResult ShouldNotBeWorse() =>
        Outcomes.Any(outcome => outcome.State is GateState.Fail or GateState.NotJudged) ? throw new RegressionException(ToString()) : this;

    /// <summary>Each gate on a line: its state, what was measured, what is allowed, and why.</summary>
    public override string ToString() =>
        string.Join(
            '\n',
            Outcomes.Select(outcome =>
                $"{GateText.State(outcome.State)}: {outcome.Rule.Subject}: {GateText.Measured(outcome)}; allowed: {GateText.Allowed(outcome.Rule, outcome.Regression)}. {GateText.Why(outcome)}".TrimEnd()
            )
        );

    // The gate that was added is the default one; the eval set's own gate on the same metric knows better.
    internal static RegressionResult Of(RunOutcome runs, GateResult gates, string against)
    {
        var outcomes = gates.Report.Outcomes.Where(outcome => outcome.Rule.Against == against).ToList();
        var own = outcomes.Where(outcome => outcome.Rule.File is not null).ToList();
        return new RegressionResult(
            runs,
            own.Exists(outcome => outcome.Rule is { Metric: { Kind: GateMetricKind.PassRate, Grader: null }, Tag: null }) ? own : outcomes
        );
    }
}
