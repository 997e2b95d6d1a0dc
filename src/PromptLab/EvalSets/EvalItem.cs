using System.Text.Json.Nodes;

namespace PromptLab.EvalSets;

/// <summary>One case of an eval set. Immutable; compare two of them by <see cref="Hash"/>, not by <c>==</c>.</summary>
public sealed record EvalItem
{
    /// <summary>The item's stable id, unique in its eval set; never a row number.</summary>
    public required string Id { get; init; }

    /// <summary>The input fields by name: a text, or a JSON array of <c>{role, content}</c> for a conversation. No value is null.</summary>
    public required IReadOnlyDictionary<string, JsonNode> Input { get; init; }

    /// <summary>The right answer: a text, number, boolean, or an object of several fields; null if the item has none.</summary>
    /// <remarks>Only graders and judges see it. Numbers keep the text they were written with.</remarks>
    public JsonNode? Expected { get; init; }

    /// <summary>True where the file states that nothing is expected (<c>null</c>), which a file that has no answer does not.</summary>
    internal bool ExpectsNull { get; init; }

    /// <summary>Free keywords for grouping items; empty if there are none.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>
    /// The name of the split, such as <c>train</c> or <c>dev</c>; <c>holdout</c> for every split with the purpose <c>confirm</c>,
    /// whatever its name in the file; null if the item has none.
    /// </summary>
    public string? Split { get; init; }

    /// <summary>True for an item of the holdout: its results are used for claims only, and every look at them is counted.</summary>
    public bool IsSealed => Split == SplitNames.Holdout;

    /// <summary>The weight of the item in weighted means, from 0.000001 to 1,000,000; 1 by default.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>The cluster of items with a common source, which are not independent evidence; null for an independent item.</summary>
    public string? Cluster { get; init; }

    /// <summary>The hash of the input alone, by which an item of a holdout is known wherever it stands.</summary>
    internal string Seal => field ??= ItemSeal.Of(Input);

    /// <summary>A note for people; null if there is none.</summary>
    public string? Notes { get; init; }

    /// <summary>The ids of the only graders that judge this item; empty if all graders do.</summary>
    public IReadOnlyList<string> GraderIds { get; init; } = [];

    /// <summary><c>sha256:</c> over input, expected and grader ids: a relabelled item has another hash.</summary>
    public required string Hash { get; init; }

    /// <summary>The full path of the folder in which the item's files stand; null where it has none.</summary>
    internal string? Folder { get; init; }

    /// <summary>The file of the item, as the user would name it.</summary>
    public required string File { get; init; }

    /// <summary>The line where the item starts, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>Creates an item in code; it is checked when an eval set is created from it.</summary>
    /// <param name="id">The stable id, unique in its eval set.</param>
    /// <param name="input">The input fields by name, as texts.</param>
    /// <param name="expected">The right answer; null if the item has none.</param>
    public static EvalItem Of(string id, IReadOnlyDictionary<string, string> input, JsonNode? expected = null) =>
        Of(id, input.ToDictionary(field => field.Key, field => (JsonNode)JsonValue.Create(field.Value), StringComparer.Ordinal), expected);

    /// <summary>Creates an item in code; it is checked when an eval set is created from it.</summary>
    /// <param name="id">The stable id, unique in its eval set.</param>
    /// <param name="input">The input fields by name: a text, or a JSON array of <c>{role, content}</c> for a conversation.</param>
    /// <param name="expected">The right answer; null if the item has none.</param>
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
