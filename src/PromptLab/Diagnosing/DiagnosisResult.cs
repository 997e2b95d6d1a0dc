using PromptLab.Results;
using PromptLab.Workspace;

namespace PromptLab.Diagnosing;

/// <summary>The diagnosis of a run. Items of the holdout are counted in nothing here.</summary>
public sealed record DiagnosisResult : ProjectResult
{
    internal DiagnosisResult(Diagnosis diagnosis) => Diagnosis = diagnosis;

    /// <summary>The diagnosed run.</summary>
    public required RunRecord Run { get; init; }

    /// <summary>True where the run's eval set has a holdout; null where the eval set is missing or unreadable.</summary>
    public required bool? HasHoldout { get; init; }

    /// <summary>The share of the decided items that passed, with its interval.</summary>
    public Rate PassRate => Diagnosis.PassRate;

    /// <summary>How many items failed: they were decided, and wrong in at least half of their repeats.</summary>
    public int Failing => Diagnosis.Failing;

    /// <summary>The failures grouped by reason, the most frequent first; at most five.</summary>
    public IReadOnlyList<FailureMode> Modes => Diagnosis.Modes;

    internal Diagnosis Diagnosis { get; }
}
