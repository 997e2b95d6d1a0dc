using System.Text.Json.Nodes;

namespace PromptLab.JsonSchemas;

/// <summary>A schema resource: the part of a schema with a URI of its own, which is the root or a subschema with an <c>$id</c>.</summary>
internal sealed class SchemaResource(Uri address, JsonNode root, SchemaDialect dialect)
{
    public Uri Address { get; } = address;

    public JsonNode Root { get; } = root;

    public SchemaDialect Dialect => dialect;

    public SchemaDraft Draft => dialect.Draft;

    /// <summary>True for draft 7, where a <c>$ref</c> disables the keywords beside it.</summary>
    public bool IsDraft7 => Draft == SchemaDraft.Draft7;

    /// <summary>False if the meta-schema's vocabulary leaves out the validation keywords.</summary>
    public bool HasValidation => dialect.HasValidation;

    /// <summary>True if <c>$recursiveRef</c> of draft 2019-09 may lead to this resource from within others.</summary>
    public bool IsRecursiveAnchor { get; } =
        dialect.Draft == SchemaDraft.Draft201909
        && root is JsonObject map
        && map["$recursiveAnchor"] is JsonValue value
        && value.TryGetValue(out bool isAnchor)
        && isAnchor;

    /// <summary>Subschemas by anchor name: <c>$anchor</c>, <c>$dynamicAnchor</c>, and <c>$id: "#name"</c> in draft 7.</summary>
    public Dictionary<string, JsonNode> Anchors { get; } = new(StringComparer.Ordinal);

    /// <summary>Subschemas by <c>$dynamicAnchor</c>.</summary>
    public Dictionary<string, JsonNode> DynamicAnchors { get; } = new(StringComparer.Ordinal);
}
