using System.Text.Json.Serialization;
using PromptLab.Comparing;

namespace PromptLab.Gating;

/// <summary>The result of a gate's comparison with its baseline.</summary>
public sealed record RegressionFinding
{
    /// <summary>The baseline's reference, such as <c>triage@v3</c>.</summary>
    public required string Baseline { get; init; }

    /// <summary>The paired evidence on the gate's metric.</summary>
    public required PairedEvidence Evidence { get; init; }

    /// <summary>The largest loss that still passes, from 0 to 1.</summary>
    public required double Margin { get; init; }

    /// <summary>The one-sided p-value of “worse” in the previous nightly run; null where the scoreboard has none.</summary>
    [JsonPropertyName("p_worse_the_night_before")]
    public double? PWorseInPreviousNightly { get; init; }

    /// <summary>
    /// The probability that an unchanged prompt passes, given the number of items, the flips seen and the margin; null where the
    /// metric is not binary or the margin is 0.
    /// </summary>
    public double? PassProbabilityUnchanged { get; init; }
}
