using System.Text.Json.Serialization;
using PromptLab.Comparing;
using PromptLab.Results;
using PromptLab.Running;

namespace PromptLab.Gating;

/// <summary>A run to judge, with everything that its gates need.</summary>
internal sealed record GateSubject
{
    /// <summary>The run's record.</summary>
    public required RunRecord Run { get; init; }

    /// <summary>The run's results, sorted by item and repeat.</summary>
    internal IReadOnlyList<ItemResult> Results { get; init; } = [];

    /// <summary>The summary of its results.</summary>
    public required RunSummary Summary { get; init; }

    /// <summary>The run's folder as shown to the user.</summary>
    public required string ShownFolder { get; init; }

    /// <summary>The file and line of each item, by id; without items that are no longer in the eval set.</summary>
    public IReadOnlyDictionary<string, (string File, int Line)> ItemLocations { get; init; } =
        new Dictionary<string, (string File, int Line)>(StringComparer.Ordinal);

    /// <summary>Why the run cannot be judged at all, such as its age; null where it can be.</summary>
    public string? Objection { get; init; }

    /// <summary>The baselines by the words of the gates: <c>production</c>, <c>parent</c>, <c>v3</c>.</summary>
    public IReadOnlyDictionary<string, GateBaseline> Baselines { get; init; } =
        new Dictionary<string, GateBaseline>(StringComparer.Ordinal);

    /// <summary>How many days older than this run its baseline's run may be, where a gate sets no limit; default 7.</summary>
    public double BaselineMaxAgeDays { get; init; } = 7;

    /// <summary>True where more than 2% of the calls failed or were undecided, so that no rate may be used.</summary>
    public bool HasTooManyUnscored =>
        Summary.HasTooManyErrors || Summary.Errors + Summary.Undecided > RunSummary.HighestErrorRate * Summary.Results;
}

/// <summary>The baseline of a judged run.</summary>
internal sealed record GateBaseline
{
    /// <summary>The baseline's version, such as <c>triage@v3</c>, or the gate's own words where no version was found.</summary>
    public required string Reference { get; init; }

    /// <summary>
    /// True where the judged run is of the baseline version itself and there is no earlier run of it: it cannot be a regression.
    /// </summary>
    public bool IsItself { get; init; }

    /// <summary>The baseline's run; null where no run can be compared.</summary>
    public RunRecord? Run { get; init; }

    /// <summary>The two runs paired item by item; null where they cannot be compared.</summary>
    public RunComparison? Comparison { get; init; }

    /// <summary>Why the runs cannot be compared, or why their comparison is not valid, a sentence each; empty where it is valid.</summary>
    public IReadOnlyList<string> Objections { get; init; } = [];

    /// <summary>
    /// The one-sided p-value of “worse” in the previous nightly run of the same version against the same baseline, from the
    /// scoreboard; null where it has none.
    /// </summary>
    [JsonPropertyName("p_worse_the_night_before")]
    public double? PWorseInPreviousNightly { get; init; }
}
