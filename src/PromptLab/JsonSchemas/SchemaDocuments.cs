using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;

namespace PromptLab.JsonSchemas;

/// <summary>Indexes all resources of a schema and of the schemas it may refer to, and resolves references.</summary>
internal sealed class SchemaDocuments
{
    private static readonly string[] References = ["$ref", "$dynamicRef", "$recursiveRef"];

    // Keywords whose values are schemas, lists of schemas, or schemas by name. Other keywords hold data.
    private static readonly HashSet<string> SchemaKeywords = new(StringComparer.Ordinal)
    {
        "additionalItems",
        "additionalProperties",
        "contains",
        "contentSchema",
        "else",
        "if",
        "items",
        "not",
        "propertyNames",
        "then",
        "unevaluatedItems",
        "unevaluatedProperties",
    };

    private static readonly HashSet<string> ListKeywords = new(StringComparer.Ordinal)
    {
        "allOf",
        "anyOf",
        "items",
        "oneOf",
        "prefixItems",
    };

    private static readonly HashSet<string> MapKeywords = new(StringComparer.Ordinal)
    {
        "$defs",
        "definitions",
        "dependencies",
        "dependentSchemas",
        "patternProperties",
        "properties",
    };

    private readonly Dictionary<string, SchemaResource> _resources = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<JsonNode, SchemaResource> _resourceOf = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<(SchemaResource From, string Reference), JsonNode?> _targets = new();
    private readonly IReadOnlyDictionary<string, JsonNode> _others;
    private readonly JsonNode _root;

    public SchemaDocuments(JsonNode root, IReadOnlyDictionary<string, JsonNode> others)
    {
        _others = others;
        _root = root;
        var own = AddDocument(new Uri("urn:promptlab:schema"), root, inherited: null);
        foreach (var (address, schema) in others)
            AddDocument(new Uri(address), schema, own);
    }

    /// <summary>The resource that an indexed schema belongs to.</summary>
    public SchemaResource ResourceOf(JsonNode schema) => _resourceOf[schema];

    /// <summary>The schema that a reference resolves to; null if it cannot be resolved.</summary>
    public JsonNode? Resolve(SchemaResource from, string reference) =>
        _targets.GetOrAdd((from, reference), static (key, documents) => documents.Find(key.From, key.Reference), this);

    private JsonNode? Find(SchemaResource from, string reference)
    {
        var (address, fragment) = Split(from.Address, reference);
        if (!_resources.TryGetValue(address, out var resource))
        {
            if (MetaSchemas.Find(address) is not { } builtIn)
                return null;
            resource = AddDocument(new Uri(address), builtIn, inherited: null);
        }

        if (fragment.Length == 0)
            return resource.Root;
        return fragment[0] == '/' ? FollowPointer(resource, fragment) : resource.Anchors.GetValueOrDefault(fragment);
    }

    /// <summary>Every schema that was indexed.</summary>
    public IEnumerable<JsonNode> Schemas => _resourceOf.Keys;

    /// <summary>True if the parts of the schema do not all have one dialect.</summary>
    public bool HasSeveralDialects =>
        _resources.Values.Where(part => part.Root.Root == _root.Root).DistinctBy(part => part.Dialect).Skip(1).Any();

    /// <summary>True if a <c>$schema</c> names a draft, or another schema that was given.</summary>
    public bool Knows(string dialect) => SchemaDialect.DraftOf(dialect) is not null || _others.ContainsKey(dialect);

    /// <summary>Resolves every reference, so that nothing is indexed later.</summary>
    public void ResolveAll()
    {
        // Resolving a reference may index schemas in places that no keyword marks as one, with references of their own.
        var seen = new HashSet<JsonNode>(ReferenceEqualityComparer.Instance);
        while (_resourceOf.Where(pair => seen.Add(pair.Key)).ToList() is { Count: > 0 } found)
        {
            foreach (var (schema, resource) in found)
            {
                foreach (var keyword in References)
                {
                    if (schema is JsonObject map && Text(map, keyword) is { } reference)
                        Resolve(resource, reference);
                }
            }
        }
    }

    public static string? Text(JsonObject schema, string keyword) =>
        schema.TryGetPropertyValue(keyword, out var node) && node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private SchemaResource AddDocument(Uri address, JsonNode root, SchemaResource? inherited)
    {
        var resource = new SchemaResource(address, root, DialectOf(root, inherited));
        _resources.TryAdd(Key(address), resource);
        Index(root, resource);
        return resource;
    }

    private SchemaDialect DialectOf(JsonNode root, SchemaResource? inherited)
    {
        var from = inherited?.Dialect ?? SchemaDialect.Default;
        if (root is not JsonObject schema || Text(schema, "$schema") is not { } dialect)
            return from;
        return SchemaDialect.DraftOf(dialect) is { } draft
            ? new SchemaDialect(draft)
            : SchemaDialect.Of(_others.GetValueOrDefault(dialect), from);
    }

    private void Index(JsonNode? node, SchemaResource resource)
    {
        if (node is null || !_resourceOf.TryAdd(node, resource) || node is not JsonObject schema)
            return;
        resource = ResourceWithin(schema, resource);
        _resourceOf[node] = resource;
        foreach (var (keyword, value) in schema)
        {
            if (MapKeywords.Contains(keyword) && value is JsonObject named)
            {
                foreach (var (_, inner) in named)
                    Index(inner is JsonArray ? null : inner, resource);
            }
            else if (ListKeywords.Contains(keyword) && value is JsonArray list)
            {
                foreach (var inner in list)
                    Index(inner, resource);
            }
            else if (SchemaKeywords.Contains(keyword))
            {
                Index(value, resource);
            }
        }
    }

    // A schema with an $id starts a new resource. In draft 7, an $id beside a $ref does not, and “#name” is an anchor.
    private SchemaResource ResourceWithin(JsonObject schema, SchemaResource resource)
    {
        if (resource.IsDraft7 && schema.ContainsKey("$ref"))
            return resource;
        if (Text(schema, "$id") is { } id)
        {
            var (address, fragment) = Split(resource.Address, id);
            if (fragment.Length == 0 || !resource.IsDraft7)
            {
                resource = new SchemaResource(new Uri(address), schema, DialectOf(schema, resource));
                _resources[address] = resource;
            }
            else
            {
                resource.Anchors.TryAdd(fragment, schema);
            }
        }

        if (!resource.IsDraft7 && Text(schema, "$anchor") is { } anchor)
            resource.Anchors.TryAdd(anchor, schema);
        if (
            resource.Draft == SchemaDraft.Draft202012
            && Text(schema, "$dynamicAnchor") is { } dynamic
            && resource.DynamicAnchors.TryAdd(dynamic, schema)
        )
            resource.Anchors.TryAdd(dynamic, schema);
        return resource;
    }

    // A pointer may lead to a place that no keyword marks as a schema; it becomes one by being referenced.
    private JsonNode? FollowPointer(SchemaResource resource, string pointer)
    {
        JsonNode? node = resource.Root;
        foreach (
            var part in pointer
                .Split('/')
                .Skip(1)
                .Select(part => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))
        )
        {
            node = node switch
            {
                JsonObject map => map[part],
                JsonArray list
                    when int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Count => list[
                    index
                ],
                _ => null,
            };
            if (node is not null && _resourceOf.TryGetValue(node, out var inner))
                resource = inner;
        }

        if (node is not null)
            Index(node, resource);
        return node;
    }

    private static (string Address, string Fragment) Split(Uri from, string reference)
    {
        var hash = reference.IndexOf('#', StringComparison.Ordinal);
        var path = hash < 0 ? reference : reference[..hash];
        var fragment = hash < 0 ? "" : Uri.UnescapeDataString(reference[(hash + 1)..]);
        var address =
            path.Length == 0 ? from
            : path[0] != '/' && Uri.TryCreate(path, UriKind.Absolute, out var absolute) ? absolute
            : Uri.TryCreate(from, path, out var relative) ? relative
            : new Uri("urn:promptlab:nowhere:" + Uri.EscapeDataString(path));
        return (Key(address), fragment);
    }

    private static string Key(Uri address) =>
        address.OriginalString.StartsWith("urn:", StringComparison.Ordinal) ? address.OriginalString : address.AbsoluteUri;
}
