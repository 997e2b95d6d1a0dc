using PromptLab.Workspace;

namespace PromptLab.Gating;

/// <summary>The result of judging runs by their gates.</summary>
public sealed record GateResult : ProjectResult
{
    /// <summary>The outcome of each gate on each run, and the missing runs.</summary>
    public required GateReport Report { get; init; }

    /// <summary>The name of the eval set whose gates were used.</summary>
    public required string EvalSet { get; init; }

    /// <summary>True where the eval set has a holdout.</summary>
    public required bool HasHoldout { get; init; }

    /// <summary>The name of the judged experiment; null where runs were given.</summary>
    public required string? Experiment { get; init; }

    /// <summary>The experiment's outputs, such as <c>junit</c>; empty where runs were given.</summary>
    public required IReadOnlyList<string> Outputs { get; init; }
}
