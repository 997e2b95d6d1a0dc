using PromptLab.Results;
using PromptLab.Workspace;

namespace PromptLab.Diagnosing;

/// <summary>In which ways a run fails.</summary>
public sealed record DiagnosisResult : ProjectResult
{
    /// <summary>The run.</summary>
    public required RunRecord Run { get; init; }

    /// <summary>Its failure modes, slices, labels, flips and history.</summary>
    public required Diagnosis Diagnosis { get; init; }

    /// <summary>True where its eval set has a holdout; null where that is gone or can't be read.</summary>
    public required bool? HasHoldout { get; init; }
}
