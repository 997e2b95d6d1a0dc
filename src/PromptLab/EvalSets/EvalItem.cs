using System.Text.Json.Nodes;

namespace PromptLab.EvalSets;

/// <summary>One case of an eval set. Immutable; compare two by <see cref="Hash"/>, not by <c>==</c>.</summary>
public sealed record EvalItem
{
    /// <summary>The item's own stable name; never a row number.</summary>
    public required string Id { get; init; }

    /// <summary>
    /// The input fields by name: a text, or for a conversation a JSON array of <c>{role, content}</c>. Never holds a
    /// null.
    /// </summary>
    public required IReadOnlyDictionary<string, JsonNode> Input { get; init; }

    /// <summary>
    /// What a right response says: a text, number, boolean, or an object of several fields; null where the item has
    /// none.
    /// </summary>
    /// <remarks>Seen by graders and judges only. Numbers keep the text they were written with.</remarks>
    public JsonNode? Expected { get; init; }

    /// <summary>Free words to group items by; empty where there are none.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary><c>train</c>, <c>dev</c>, <c>holdout</c>, or null where the eval set is not split.</summary>
    public string? Split { get; init; }

    /// <summary>True for an item of the holdout: its results are looked at for a claim only, and every look is counted.</summary>
    public bool IsSealed => Split == SplitNames.Holdout;

    /// <summary>How much the item counts in weighted means, more than 0.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Items of one cluster share a source and are no independent evidence; null where the item stands alone.</summary>
    public string? Cluster { get; init; }

    /// <summary>A remark for people; null where there is none.</summary>
    public string? Notes { get; init; }

    /// <summary>The only graders that judge this item; empty where all do.</summary>
    public IReadOnlyList<string> GraderIds { get; init; } = [];

    /// <summary><c>sha256:</c> over input, expected and grader ids: a relabelled item is another item.</summary>
    public required string Hash { get; init; }

    /// <summary>The file that the item stands in, as the user would name it.</summary>
    public required string File { get; init; }

    /// <summary>The line on which the item begins, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>An item from code.</summary>
    /// <param name="id">Its stable name, unique in its set.</param>
    /// <param name="input">The input fields by name: texts.</param>
    /// <param name="expected">What a right response says; null where nothing is expected.</param>
    public static EvalItem Of(string id, IReadOnlyDictionary<string, string> input, JsonNode? expected = null) =>
        Of(id, input.ToDictionary(field => field.Key, field => (JsonNode)JsonValue.Create(field.Value), StringComparer.Ordinal), expected);

    /// <summary>An item from code.</summary>
    /// <param name="id">Its stable name, unique in its set.</param>
    /// <param name="input">The input fields by name: a text, or for a conversation an array of <c>{role, content}</c>.</param>
    /// <param name="expected">What a right response says; null where nothing is expected.</param>
    public static EvalItem Of(string id, IReadOnlyDictionary<string, JsonNode> input, JsonNode? expected = null) =>
        new()
        {
            Id = id,
            Input = input,
            Expected = expected,
            Hash = ItemReader.HashOf(input, expected, []),
            File = EvalSetFromCode.FileName,
            Line = 1,
        };
}
