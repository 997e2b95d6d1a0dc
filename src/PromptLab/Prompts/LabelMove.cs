using System.Text.Json.Serialization;

namespace PromptLab.Prompts;

/// <summary>One move of a label: a line of the prompt's <c>labels-history.jsonl</c>. Immutable.</summary>
public sealed record LabelMove
{
    /// <summary>The version of this format.</summary>
    public const string CurrentSchema = "promptlab/label-move@1";

    /// <summary>The format of the line.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>When it was moved.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who moved it, such as <c>Mira &lt;mira@example.com&gt;</c>; null where nobody is known.</summary>
    public required string? By { get; init; }

    /// <summary>How it was moved.</summary>
    public required LabelMoveKind Kind { get; init; }

    /// <summary>The label.</summary>
    public required string Label { get; init; }

    /// <summary>The version that it pointed to; null for a new label.</summary>
    public required string? From { get; init; }

    /// <summary>The version that it points to since.</summary>
    public required string To { get; init; }

    /// <summary>The content hash of that version.</summary>
    public required string ToHash { get; init; }

    /// <summary>Why, in somebody's words; null where nobody said.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    /// <summary>The confirmed claim that it was promoted on; null where it was moved without one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LabelEvidence? Evidence { get; init; }
}

/// <summary>How a label was moved.</summary>
public enum LabelMoveKind
{
    /// <summary>Set by hand, with no evidence asked.</summary>
    Set,

    /// <summary>Promoted, on a confirmed claim or for a reason.</summary>
    Promote,

    /// <summary>Moved back to where it was.</summary>
    Rollback,
}

/// <summary>The claim that a version was promoted on.</summary>
/// <param name="Claim">Its words, such as <c>confirmed</c>.</param>
/// <param name="Against">The version that it was held against.</param>
/// <param name="EvalSet">The eval set whose holdout was looked at.</param>
/// <param name="Model">The user's name of the model; null where none is known.</param>
/// <param name="Look">Which look it was.</param>
/// <param name="RunId">The version's run over the holdout.</param>
/// <param name="Items">How many items were held against each other.</param>
/// <param name="Difference">The difference of the pass rates; null where it is not known.</param>
/// <param name="Low">The least that the difference is with the confidence of the claim; null where there is no interval.</param>
/// <param name="High">The most that it is; null where there is no interval.</param>
/// <param name="PValue">The two-sided p-value; null where it is not known.</param>
/// <param name="Level">What the p-value had to be at most.</param>
public sealed record LabelEvidence(
    string Claim,
    string Against,
    string EvalSet,
    string? Model,
    int Look,
    string RunId,
    int Items,
    double? Difference,
    double? Low,
    double? High,
    double? PValue,
    double Level
)
{
    /// <summary>The words of a claim that a promotion may rest on.</summary>
    public const string Confirmed = "confirmed";

    /// <summary>True where a promotion may rest on it.</summary>
    [JsonIgnore]
    public bool IsConfirmed => Claim == Confirmed;
}
