using System.Text.Json.Serialization;

namespace PromptLab.Gating;

/// <summary>
/// A rule that a run passes or fails. It has a floor, a ceiling or a baseline, and never a floor and a baseline
/// together.
/// </summary>
public sealed record GateRule
{
    /// <summary>What is measured.</summary>
    public required GateMetric Metric { get; init; }

    /// <summary>Only items of this tag; null for all.</summary>
    public string? Tag { get; init; }

    /// <summary>At least this; null where there is no floor.</summary>
    public double? Min { get; init; }

    /// <summary>At most this; null where there is no ceiling.</summary>
    public double? Max { get; init; }

    /// <summary>
    /// The label, the version or the full reference that is compared with; <c>parent</c> for each version's own; null
    /// where nothing is.
    /// </summary>
    public string? Against { get; init; }

    /// <summary>
    /// The greatest loss that still passes, from 0 to 1; null for the default: 5 points, or 10 with fewer than 100
    /// items.
    /// </summary>
    public double? MaxDrop { get; init; }

    /// <summary>How much older than the judged run the baseline's run may be, in days; null for the default of the command.</summary>
    public double? MaxAgeDays { get; init; }

    /// <summary>True where a failure means that the run is incomplete (exit code 3) rather than worse (1).</summary>
    public bool FailsAsIncomplete { get; init; }

    /// <summary>The file that it is written in, as the user would name it; null for a gate of the command line.</summary>
    [JsonIgnore]
    public string? File { get; init; }

    /// <summary>Its line in that file, from 1; null for a gate of the command line.</summary>
    [JsonIgnore]
    public int? Line { get; init; }

    /// <summary>Where it is written, such as <c>evalsets/tax-qa/evalset.yaml:42</c> or <c>--gate</c>.</summary>
    public string Source => File is null ? GateRules.CommandLine : FormattableString.Invariant($"{File}:{Line}");

    /// <summary>The rule in words, such as <c>pass_rate, tag state-law</c>.</summary>
    public string Subject => Tag is null ? Metric.Name : $"{Metric.Name}, tag {Tag}";
}
