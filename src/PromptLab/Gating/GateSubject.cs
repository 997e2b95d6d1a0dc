using System.Text.Json.Serialization;
using PromptLab.Comparing;
using PromptLab.Results;
using PromptLab.Running;

namespace PromptLab.Gating;

/// <summary>A run that is judged, with all that its gates look at.</summary>
public sealed record GateSubject
{
    /// <summary>The run.</summary>
    public required RunRecord Run { get; init; }

    /// <summary>Its results, sorted by item and repeat.</summary>
    internal IReadOnlyList<ItemResult> Results { get; init; } = [];

    /// <summary>What they come to.</summary>
    public required RunSummary Summary { get; init; }

    /// <summary>The run's folder as the user would name it.</summary>
    public required string ShownFolder { get; init; }

    /// <summary>Where each item stands, by id; items that are not in the eval set any more are missing.</summary>
    public IReadOnlyDictionary<string, (string File, int Line)> Places { get; init; } =
        new Dictionary<string, (string File, int Line)>(StringComparer.Ordinal);

    /// <summary>Why nothing of the run can be judged, such as that it is too old; null where it can be.</summary>
    public string? Objection { get; init; }

    /// <summary>What it is compared with, by the words of the gates: <c>production</c>, <c>parent</c>, <c>v3</c>.</summary>
    public IReadOnlyDictionary<string, GateBaseline> Baselines { get; init; } =
        new Dictionary<string, GateBaseline>(StringComparer.Ordinal);

    /// <summary>How much older than this run its baseline's run may be, in days, where a gate does not say.</summary>
    public double BaselineMaxAgeDays { get; init; } = 7;

    /// <summary>True where too many calls failed or came to no decision for a rate to be used.</summary>
    public bool LacksTooMany =>
        Summary.HasTooManyErrors || Summary.Errors + Summary.Undecided > RunSummary.HighestErrorRate * Summary.Results;
}

/// <summary>What a run is compared with.</summary>
public sealed record GateBaseline
{
    /// <summary>The version that is meant, such as <c>triage@v3</c>, or what the gate says where there is none.</summary>
    public required string Reference { get; init; }

    /// <summary>
    /// True where the judged run is of this very version and there is no earlier one of it: then nothing can have
    /// become worse.
    /// </summary>
    public bool IsItself { get; init; }

    /// <summary>Its run; null where there is none that can be compared.</summary>
    public RunRecord? Run { get; init; }

    /// <summary>The two runs paired; null where they can't be compared.</summary>
    public RunComparison? Comparison { get; init; }

    /// <summary>
    /// Why they can't be compared, or why the comparison is worth nothing, a sentence each; empty where it is worth
    /// something.
    /// </summary>
    public IReadOnlyList<string> Objections { get; init; } = [];

    /// <summary>
    /// The one-sided p-value of “worse” of the night before, of the same version against the same baseline, from the
    /// scoreboard; null where it holds none.
    /// </summary>
    [JsonPropertyName("p_worse_the_night_before")]
    public double? PWorseInPreviousNightly { get; init; }
}
