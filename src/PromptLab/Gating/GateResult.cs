using PromptLab.Workspace;

namespace PromptLab.Gating;

/// <summary>The result of judging runs by their gates.</summary>
public sealed record GateResult : ProjectResult
{
    internal GateResult(GateReport report) => Report = report;

    /// <summary>The judged runs, with the outcome of each gate.</summary>
    public IReadOnlyList<GatedRun> Runs => Report.Runs;

    /// <summary>A sentence for each version that has no run to judge; empty where none is missing.</summary>
    public IReadOnlyList<string> Missing => Report.Missing;

    /// <summary>True where a gate failed and its rule counts that as worse (exit code 1).</summary>
    public bool HasFailed => Report.HasFailed;

    /// <summary>
    /// True where a run is missing, a gate could not be judged, or one failed whose rule counts that as incomplete (exit code 3).
    /// </summary>
    public bool IsIncomplete => Report.IsIncomplete;

    /// <summary>True where a gate was inconclusive.</summary>
    public bool IsInconclusive => Report.IsInconclusive;

    /// <summary>The name of the eval set whose gates were used.</summary>
    public required string EvalSet { get; init; }

    /// <summary>True where the eval set has a holdout.</summary>
    public required bool HasHoldout { get; init; }

    /// <summary>The name of the judged experiment; null where runs were given.</summary>
    public required string? Experiment { get; init; }

    /// <summary>The experiment's outputs, such as <c>junit</c>; empty where runs were given.</summary>
    public required IReadOnlyList<string> Outputs { get; init; }

    internal GateReport Report { get; }
}
