using PromptLab.Workspace;

namespace PromptLab.Gating;

/// <summary>What the gates say.</summary>
public sealed record GateResult : ProjectResult
{
    /// <summary>The runs with the outcome of each gate, and what is missing.</summary>
    public required GateReport Report { get; init; }

    /// <summary>The name of the eval set whose gates judged.</summary>
    public required string EvalSet { get; init; }

    /// <summary>True where that eval set has a holdout.</summary>
    public required bool HasHoldout { get; init; }

    /// <summary>The experiment that was judged; null where runs were named.</summary>
    public required string? Experiment { get; init; }

    /// <summary>What the experiment has written when it is judged, such as <c>junit</c>; empty where runs were named.</summary>
    public required IReadOnlyList<string> Outputs { get; init; }
}
