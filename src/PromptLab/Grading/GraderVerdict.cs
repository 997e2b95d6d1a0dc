using System.Text.Json.Serialization;
using PromptLab.Models;

namespace PromptLab.Grading;

/// <summary>What one grader of the eval set said of one response.</summary>
/// <remarks>Private members are the parts of the score, which stand beside the verdict in a line of <c>items.jsonl</c>.</remarks>
public sealed record GraderVerdict
{
    private static readonly Score NotGiven = Score.Undecided("", "");

    /// <summary>The grader's id in <c>evalset.yaml</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The kind of grader.</summary>
    public required string Type { get; init; }

    /// <summary>Its score; undecided, without code and reason, where none was given.</summary>
    [JsonIgnore]
    public Score Score { get; init; } = NotGiven;

    [JsonInclude, JsonPropertyName("score")]
    private double? Value
    {
        get => Score.Value;
        init => Score = Score with { Value = value };
    }

    /// <summary>True or false where it decided; null where it did not.</summary>
    public bool? Pass { get; init; }

    /// <summary>How much it counts in the item's score; 0 is reported and not scored.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>True where a failure of this grader fails the item whatever the others say.</summary>
    public bool MustPass { get; init; }

    [JsonInclude]
    private string Code
    {
        get => Score.Code;
        init => Score = Score with { Code = value };
    }

    [JsonInclude]
    private string Reason
    {
        get => Score.Reason;
        init => Score = Score with { Reason = value };
    }

    [JsonInclude, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    private string? Predicted
    {
        get => Score.Predicted;
        init => Score = Score with { Predicted = value };
    }

    [JsonInclude, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    private string? Wanted // the file's word for it; files keep their words
    {
        get => Score.Expected;
        init => Score = Score with { Expected = value };
    }

    /// <summary>The tokens of the grader's own calls; null where it made none, or where their number is unknown.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TokenUsage? Usage { get; init; }

    /// <summary>What the grader's own calls cost, in US dollars; null where it made none, or where that is unknown.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? CostUsd { get; init; }

    /// <summary>Why the grader failed, which leaves its score undecided; null where it did not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Failure? Error { get; init; }
}

/// <summary>How an item came out.</summary>
public enum ItemStatus
{
    /// <summary>The score reaches the pass mark and no must-pass grader failed.</summary>
    Pass,

    /// <summary>It does not.</summary>
    Fail,

    /// <summary>A grader that counts could not decide.</summary>
    Undecided,

    /// <summary>The call failed: there is no response to judge.</summary>
    Error,
}

/// <summary>The verdicts of all graders on one response, and what they come to.</summary>
/// <param name="Status">Pass, fail or undecided.</param>
/// <param name="Score">From 0 to 1, or null where undecided.</param>
/// <param name="Verdicts">Each grader that applied, in the eval set's order.</param>
public sealed record ItemGrade(ItemStatus Status, double? Score, IReadOnlyList<GraderVerdict> Verdicts);
