using System.Text.Json.Serialization;
using PromptLab.Comparing;

namespace PromptLab.Gating;

/// <summary>What a comparison with a baseline found for a gate.</summary>
public sealed record RegressionFinding
{
    /// <summary>The baseline, such as <c>triage@v3</c>.</summary>
    public required string Baseline { get; init; }

    /// <summary>The evidence on the gate's metric.</summary>
    public required PairedEvidence Evidence { get; init; }

    /// <summary>The greatest loss that still passes, from 0 to 1.</summary>
    public required double Margin { get; init; }

    /// <summary>The one-sided p-value of “worse” of the night before; null where the scoreboard holds none.</summary>
    [JsonPropertyName("p_worse_the_night_before")]
    public double? PWorseInPreviousNightly { get; init; }

    /// <summary>
    /// How likely an unchanged prompt passes with so many items, so many flips and this margin; null where it can't be
    /// said.
    /// </summary>
    public double? PassProbabilityUnchanged { get; init; }
}
