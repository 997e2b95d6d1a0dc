using System.Text.Json.Serialization;

namespace PromptLab.Gating;

/// <summary>
/// A rule that a run passes or fails. It has limits (<see cref="Min"/>, <see cref="Max"/> or both) or a baseline
/// (<see cref="Against"/>), never both.
/// </summary>
public sealed record GateRule
{
    /// <summary>The metric to limit or compare.</summary>
    public required GateMetric Metric { get; init; }

    /// <summary>The tag of the items to measure; null for all items.</summary>
    public string? Tag { get; init; }

    /// <summary>The minimum in the metric's unit; null for no floor.</summary>
    public double? Min { get; init; }

    /// <summary>The maximum in the metric's unit; null for no ceiling.</summary>
    public double? Max { get; init; }

    /// <summary>
    /// The baseline to compare with: a label, a version or a full reference, or <c>parent</c> for each version's parent. Null for no
    /// comparison.
    /// </summary>
    public string? Against { get; init; }

    /// <summary>
    /// The largest loss that still passes, from 0 to 1; null for the default of 0.05, or 0.10 with fewer than 100 items.
    /// </summary>
    public double? MaxDrop { get; init; }

    /// <summary>How many days older than the judged run the baseline's run may be; null for the limit of the options.</summary>
    public double? MaxAgeDays { get; init; }

    /// <summary>True where a failure means that the run is incomplete (exit code 3) rather than worse (exit code 1).</summary>
    public bool FailsAsIncomplete { get; init; }

    /// <summary>The path of the file with the rule, as shown to the user; null for a gate of the command line.</summary>
    [JsonIgnore]
    public string? File { get; init; }

    /// <summary>The rule's line in that file, from 1; null for a gate of the command line.</summary>
    [JsonIgnore]
    public int? Line { get; init; }

    /// <summary>Where the rule comes from: <c>evalsets/tax-qa/evalset.yaml:42</c>, or <c>--gate</c>.</summary>
    public string Source => File is null ? GateRules.CommandLine : FormattableString.Invariant($"{File}:{Line}");

    /// <summary>The metric and the tag, such as <c>pass_rate, tag state-law</c>.</summary>
    public string Subject => Tag is null ? Metric.Name : $"{Metric.Name}, tag {Tag}";
}
