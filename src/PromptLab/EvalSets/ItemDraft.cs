using System.Text.Json.Nodes;

namespace PromptLab.EvalSets;

/// <summary>An item as read from a CSV or JSON Lines file, before validation.</summary>
internal sealed record ItemDraft
{
    public required string File { get; init; }

    public required int Line { get; init; }

    public string? Id { get; init; }

    public required IReadOnlyDictionary<string, JsonNode> Input { get; init; }

    public JsonNode? Expected { get; init; }

    /// <summary>True where the file has an answer, and it is null.</summary>
    public bool ExpectsNull { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public string? Split { get; init; }

    public string? Weight { get; init; }

    public string? Cluster { get; init; }

    public string? Notes { get; init; }

    public IReadOnlyList<string> GraderIds { get; init; } = [];
}
