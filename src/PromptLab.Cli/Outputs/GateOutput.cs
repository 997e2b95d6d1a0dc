using PromptLab.Gating;
using PromptLab.Reporting;
using PromptLab.Results;

namespace PromptLab.Cli.Outputs;

/// <summary>The JSON output of <c>gate</c>.</summary>
/// <param name="ExitCode">The exit code: 0, 1 or 3.</param>
/// <param name="Conclusion">All outcomes as a sentence.</param>
/// <param name="Missing">Versions that have no run to judge, a sentence each.</param>
/// <param name="Runs">The judged runs.</param>
internal sealed record GateOutput(
    int ExitCode,
    string Conclusion,
    IReadOnlyList<string> Missing,
    IReadOnlyList<GateOutput.GatedRunOutput> Runs
) : IJsonOutput
{
    public static GateOutput Of(GateReport report, string conclusion, int exitCode) =>
        new(exitCode, conclusion, report.Missing, [.. report.Runs.Select(GatedRunOutput.Of)]);

    /// <summary>A judged run.</summary>
    /// <param name="Run">Its record.</param>
    /// <param name="IsTuningScore">True if its scores are optimistic.</param>
    /// <param name="Baseline">The id of the baseline's run; null if there is none.</param>
    /// <param name="BaselineIsTuningScore">True if the baseline's scores are optimistic; null if there is none.</param>
    /// <param name="Gates">The outcome of each gate.</param>
    internal sealed record GatedRunOutput(
        RunRecord Run,
        bool IsTuningScore,
        string? Baseline,
        bool? BaselineIsTuningScore,
        IReadOnlyList<GateOutcomeOutput> Gates
    )
    {
        public static GatedRunOutput Of(GatedRun run) =>
            new(
                run.Subject.Run,
                TuningScore.Is(run.Subject.Run),
                run.Baseline?.Run?.RunId,
                run.Baseline?.Run is { } baseline ? TuningScore.Is(baseline) : null,
                [.. run.Outcomes.Select(GateOutcomeOutput.Of)]
            );
    }

    /// <summary>The outcome of a gate.</summary>
    /// <param name="Rule">The gate.</param>
    /// <param name="State">The outcome.</param>
    /// <param name="Measured">The measured value of a limit; null for a comparison.</param>
    /// <param name="Regression">The result of a comparison; null for a limit.</param>
    /// <param name="Text">The outcome in words.</param>
    internal sealed record GateOutcomeOutput(
        GateRule Rule,
        GateState State,
        Measurement? Measured,
        RegressionFinding? Regression,
        GateTextOutput Text
    )
    {
        public static GateOutcomeOutput Of(GateOutcome outcome) =>
            new(
                outcome.Rule,
                outcome.State,
                outcome.Measured,
                outcome.Regression,
                new GateTextOutput(GateText.Measured(outcome), GateText.Allowed(outcome.Rule, outcome.Regression), GateText.Why(outcome))
            );
    }

    /// <summary>An outcome in words.</summary>
    /// <param name="Measured">The measured value with its interval and counts.</param>
    /// <param name="Allowed">The limits, or the baseline and margin.</param>
    /// <param name="Why">The reason; empty if none is needed.</param>
    internal sealed record GateTextOutput(string Measured, string Allowed, string Why);
}
