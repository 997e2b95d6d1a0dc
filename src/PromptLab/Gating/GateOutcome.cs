using System.Text.Json.Serialization;

namespace PromptLab.Gating;

/// <summary>The outcome of one gate on one run.</summary>
public sealed record GateOutcome
{
    /// <summary>The gate's rule.</summary>
    public required GateRule Rule { get; init; }

    /// <summary>Whether the gate passed, failed, was inconclusive or could not be judged.</summary>
    public required GateState State { get; init; }

    /// <summary>
    /// True where the gate measured a tuning score: a pass rate or a mean score, or its change, of a version that was tuned on
    /// these items. Errors, latencies and costs are never tuning scores.
    /// </summary>
    public bool IsTuningScore => Measured?.IsTuningScore ?? Regression?.Evidence.CandidateIsTuningScore ?? false;

    /// <summary>The measured value of a floor or a ceiling; null for a comparison, and where nothing could be measured.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Measurement? Measured { get; init; }

    /// <summary>The comparison with the baseline; null for a limit, and where nothing could be compared.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RegressionFinding? Regression { get; init; }

    /// <summary>Why the gate could not be judged, as sentences; empty where it was.</summary>
    public string NotJudgedReason { get; init; } = "";
}
