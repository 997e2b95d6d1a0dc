using PromptLab.Results;
using PromptLab.Workspace;

namespace PromptLab.Diagnosing;

/// <summary>The diagnosis of a run.</summary>
public sealed record DiagnosisResult : ProjectResult
{
    /// <summary>The diagnosed run.</summary>
    public required RunRecord Run { get; init; }

    /// <summary>The failure modes, slices, label confusions, flips and history.</summary>
    public required Diagnosis Diagnosis { get; init; }

    /// <summary>True where the run's eval set has a holdout; null where the eval set is missing or unreadable.</summary>
    public required bool? HasHoldout { get; init; }
}
