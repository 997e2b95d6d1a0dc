using System.Text.Json.Nodes;

namespace PromptLab.JsonSchemas;

/// <summary>How a schema is read. Immutable.</summary>
internal sealed record SchemaReading
{
    /// <summary>The usual way: no other schemas, and <c>format</c> is an annotation.</summary>
    public static SchemaReading Default { get; } = new();

    /// <summary>Other schemas that references may resolve to, by their URI.</summary>
    public IReadOnlyDictionary<string, JsonNode> Others { get; init; } = new Dictionary<string, JsonNode>(StringComparer.Ordinal);

    /// <summary>True if texts must have the form that <c>format</c> names; false if it asserts nothing.</summary>
    public bool AssertsFormat { get; init; }

    /// <summary>The text that the schema was parsed from, so that problems have a line; null if there is none.</summary>
    public string? Text { get; init; }
}
