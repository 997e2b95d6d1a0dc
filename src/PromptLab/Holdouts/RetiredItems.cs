using System.Text.Json.Serialization;
using PromptLab.EvalSets;

namespace PromptLab.Holdouts;

/// <summary>A line of the ledger that frees the items of a spent holdout: they may be tuned on, and make no claim any more.</summary>
/// <param name="At">When they were retired.</param>
/// <param name="Why">The reason that the author gave.</param>
/// <param name="Seals">The seals of the items.</param>
internal sealed record RetiredItems(DateTimeOffset At, string Why, IReadOnlyList<string> Seals)
{
    /// <summary>
    /// The hashes of lines that the scoreboard or a label's history names and the ledger lacks; null where none is missing.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? LostLines { get; init; }

    /// <summary>The schema name and version of the line.</summary>
    public string Schema { get; init; } = HoldoutLedger.Schema;

    /// <summary>The kind of line, always <c>retired</c>.</summary>
    public string Kind { get; init; } = LedgerSeals.RetiredKind;
}
