using System.Text.Json.Nodes;

namespace PromptLab.JsonSchemas;

/// <summary>A part of a schema that has an address of its own: the whole of it, or what stands under an <c>$id</c>.</summary>
internal sealed class SchemaResource(Uri address, JsonNode root, bool isDraft7, bool hasValidation)
{
    public Uri Address { get; } = address;

    public JsonNode Root { get; } = root;

    /// <summary>True for draft 7, in which a <c>$ref</c> hides its neighbours.</summary>
    public bool IsDraft7 { get; } = isDraft7;

    /// <summary>False where the schema's own vocabulary leaves the validation keywords out.</summary>
    public bool HasValidation { get; } = hasValidation;

    /// <summary>Named places: <c>$anchor</c>, <c>$dynamicAnchor</c>, and <c>$id: "#name"</c> of draft 7.</summary>
    public Dictionary<string, JsonNode> Anchors { get; } = new(StringComparer.Ordinal);

    /// <summary>The places named by <c>$dynamicAnchor</c>.</summary>
    public Dictionary<string, JsonNode> DynamicAnchors { get; } = new(StringComparer.Ordinal);
}
