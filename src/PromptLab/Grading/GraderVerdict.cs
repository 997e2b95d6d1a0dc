using System.Text.Json.Serialization;
using PromptLab.Models;

namespace PromptLab.Grading;

/// <summary>The verdict of one grader on one response.</summary>
/// <remarks>The private members are the parts of <see cref="Score"/>, which <c>items.jsonl</c> stores as keys of the verdict.</remarks>
public sealed record GraderVerdict
{
    private static readonly Score NoScore = Score.Undecided("", "");

    /// <summary>The grader's id in <c>evalset.yaml</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The type of the grader, such as <c>equals</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The score; by default undecided, without code and reason.</summary>
    [JsonIgnore]
    public Score Score { get; init; } = NoScore;

    [JsonInclude, JsonPropertyName("score")]
    private double? Value
    {
        get => Score.Value;
        init => Score = Score with { Value = value };
    }

    /// <summary>Whether the score reaches the grader's pass mark; null if it is undecided.</summary>
    public bool? Pass { get; init; }

    /// <summary>
    /// Whether the response has the form that was asked for, whatever it says: false for a fault that lies in the form alone, such as
    /// text that is not JSON; null if the grader does not look at the form, or is undecided.
    /// </summary>
    [JsonIgnore]
    public bool? FollowsFormat => StatedFormat ?? FormatFaults.Of(Type, Score);

    // Kept only where the type and the reason code do not tell.
    [JsonInclude, JsonPropertyName("format"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    internal bool? StatedFormat { get; init; }

    /// <summary>The weight in the item's score; a grader with weight 0 is reported but does not count.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>The group of graders that it belongs to; null if none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Group { get; init; }

    /// <summary>True for the verdict of a group of graders.</summary>
    [JsonIgnore]
    public bool IsGroup => Type == GroupScore.Type;

    /// <summary>True if failing this grader fails the item, whatever the other graders say.</summary>
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

    [JsonInclude, JsonPropertyName("wanted"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    private string? Expected
    {
        get => Score.Expected;
        init => Score = Score with { Expected = value };
    }

    [JsonInclude, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    private IReadOnlyDictionary<string, double>? Metrics
    {
        get => Score.Metrics;
        init => Score = Score with { Metrics = value };
    }

    [JsonInclude, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    private MatchCounts? Matches
    {
        get => Score.Matches;
        init => Score = Score with { Matches = value };
    }

    /// <summary>The tokens of the grader's own calls; null if it made none or the usage is unknown.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TokenUsage? Usage { get; init; }

    /// <summary>The cost of the grader's own calls in US dollars; null if it made none or the cost is unknown.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? CostUsd { get; init; }

    /// <summary>The grader's error, which leaves its score undecided; null if it had none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Failure? Error { get; init; }
}

/// <summary>The outcome of an item.</summary>
public enum ItemStatus
{
    /// <summary>The score reaches the pass mark, and no must-pass grader failed.</summary>
    Pass,

    /// <summary>The score is below the pass mark, or a must-pass grader failed.</summary>
    Fail,

    /// <summary>A grader that counts could not decide.</summary>
    Undecided,

    /// <summary>The call failed, so there is no response to grade.</summary>
    Error,
}

/// <summary>The verdicts of all graders on one response, and their combination.</summary>
/// <param name="Status">Pass, fail or undecided; never error.</param>
/// <param name="Score">The combined score, from 0 to 1; null if undecided.</param>
/// <param name="Verdicts">The verdicts of all graders that apply to the item, in file order.</param>
public sealed record ItemGrade(ItemStatus Status, double? Score, IReadOnlyList<GraderVerdict> Verdicts)
{
    /// <summary>
    /// Whether the response has the form that was asked for: false if a grader found a fault of the form alone; null if none looks at
    /// the form.
    /// </summary>
    [JsonIgnore]
    public bool? FollowsFormat =>
        Verdicts.Any(verdict => verdict.FollowsFormat == false) ? false
        : Verdicts.Any(verdict => verdict.FollowsFormat == true) ? true
        : null;
}
