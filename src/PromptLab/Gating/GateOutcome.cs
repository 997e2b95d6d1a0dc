using System.Text.Json.Serialization;

namespace PromptLab.Gating;

/// <summary>What one gate says of one run.</summary>
public sealed record GateOutcome
{
    /// <summary>The gate.</summary>
    public required GateRule Rule { get; init; }

    /// <summary>What became of it.</summary>
    public required GateState State { get; init; }

    /// <summary>
    /// True where what was found is a tuning score: a pass rate or a mean score, or its change, of a version that was tuned on
    /// these items. Errors, times and prices are what they are.
    /// </summary>
    public bool IsTuningScore => Measured?.IsTuningScore ?? Regression?.Evidence.CandidateIsTuningScore ?? false;

    /// <summary>What was measured for a floor or a ceiling; null for a comparison, and where nothing could be measured.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Measurement? Measured { get; init; }

    /// <summary>What the comparison with the baseline found; null for a limit, and where nothing could be compared.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RegressionFinding? Regression { get; init; }

    /// <summary>Why it could not be judged, as sentences; empty where it was.</summary>
    public string Lack { get; init; } = "";
}
