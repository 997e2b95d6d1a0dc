using System.Text.Json.Serialization;

namespace PromptLab.Prompts;

/// <summary>One move of a label: a line of the prompt's <c>labels-history.jsonl</c>. Immutable.</summary>
public sealed record LabelMove
{
    /// <summary>The current value of <see cref="Schema"/>.</summary>
    public const string CurrentSchema = "promptlab/label-move@1";

    /// <summary>The format of the line, with its version.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>When the label was moved.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who moved it, such as <c>Mira &lt;mira@example.com&gt;</c>; null if unknown.</summary>
    public required string? By { get; init; }

    /// <summary>How it was moved: set by hand, promoted or rolled back.</summary>
    public required LabelMoveKind Kind { get; init; }

    /// <summary>The name of the label.</summary>
    public required string Label { get; init; }

    /// <summary>The version that it pointed to before; null for a new label.</summary>
    public required string? From { get; init; }

    /// <summary>The version that it points to after the move.</summary>
    public required string To { get; init; }

    /// <summary>The content hash of that version.</summary>
    public required string ToHash { get; init; }

    /// <summary>The reason that the user gave; null if none was given.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    /// <summary>The claim that justified a promotion; null if there was none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LabelEvidence? Evidence { get; init; }

    /// <summary>
    /// The hash of the last line of the ledger that has the claim: a ledger that lost the line since was edited or cut. Null without
    /// evidence, and in moves of earlier versions.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? LedgerHash { get; init; }
}

/// <summary>The ways of moving a label.</summary>
public enum LabelMoveKind
{
    /// <summary>Set by hand, which needs no evidence.</summary>
    Set,

    /// <summary>Promoted, because of a confirmed claim or for a reason.</summary>
    Promote,

    /// <summary>Moved back to the version that it pointed to before.</summary>
    Rollback,
}

/// <summary>The claim that justified a promotion.</summary>
/// <param name="Claim">The outcome of the claim, such as <c>confirmed</c>.</param>
/// <param name="Against">The version that it was compared with.</param>
/// <param name="EvalSet">The eval set with the holdout.</param>
/// <param name="Model">The project's name of the model; null if unknown.</param>
/// <param name="Look">The number of the look at the holdout.</param>
/// <param name="RunId">The promoted version's run on the holdout.</param>
/// <param name="Items">The number of compared items.</param>
/// <param name="Difference">The difference of the pass rates, from −1 to 1; null if unknown.</param>
/// <param name="Low">The lower limit of the difference at the confidence of the claim; null without an interval.</param>
/// <param name="High">The upper limit of the difference; null without an interval.</param>
/// <param name="PValue">The two-sided p value; null if unknown.</param>
/// <param name="Level">The significance level: the highest p value that would have confirmed the claim.</param>
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
    /// <summary>The value of <see cref="Claim"/> that a promotion needs.</summary>
    public const string Confirmed = "confirmed";

    /// <summary>True if the claim justifies a promotion.</summary>
    [JsonIgnore]
    public bool IsConfirmed => Claim == Confirmed;
}
