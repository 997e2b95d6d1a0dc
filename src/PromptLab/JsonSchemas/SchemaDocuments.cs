using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;

namespace PromptLab.JsonSchemas;

/// <summary>All resources of a schema and of those that it may refer to, and the way from a reference to its schema.</summary>
internal sealed class SchemaDocuments
{
    private const string Draft7 = "http://json-schema.org/draft-07/schema";
    private const string Draft7Secure = "https://json-schema.org/draft-07/schema";
    private const string Draft202012 = "https://json-schema.org/draft/2020-12/schema";
    private const string ValidationVocabulary = "https://json-schema.org/draft/2020-12/vocab/validation";

    private static readonly string[] Dialects = [Draft202012, Draft7, Draft7Secure];

    // Keywords whose values are schemas, lists of schemas, or schemas by name. What stands elsewhere is data.
    private static readonly HashSet<string> Single = new(StringComparer.Ordinal)
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

    private static readonly HashSet<string> Lists = new(StringComparer.Ordinal) { "allOf", "anyOf", "items", "oneOf", "prefixItems" };

    private static readonly HashSet<string> Named = new(StringComparer.Ordinal)
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
    private readonly IReadOnlyDictionary<string, JsonNode> _others;

    public SchemaDocuments(JsonNode root, IReadOnlyDictionary<string, JsonNode> others)
    {
        _others = others;
        var own = AddDocument(new Uri("urn:promptlab:schema"), root, inherited: null);
        foreach (var (address, schema) in others)
            AddDocument(new Uri(address), schema, own);
    }

    /// <summary>The resource that a schema belongs to.</summary>
    public SchemaResource ResourceOf(JsonNode schema) => _resourceOf[schema];

    /// <summary>The schema that a reference leads to; null where it leads nowhere.</summary>
    public JsonNode? Resolve(SchemaResource from, string reference)
    {
        var (address, fragment) = Split(from.Address, reference);
        if (!_resources.TryGetValue(address, out var resource))
            return null;
        if (fragment.Length == 0)
            return resource.Root;
        return fragment[0] == '/' ? Walk(resource, fragment) : resource.Anchors.GetValueOrDefault(fragment);
    }

    /// <summary>What is wrong with the schema itself, as sentences.</summary>
    public IEnumerable<string> Check()
    {
        // Following a reference may find places that no keyword names as schemas, with references of their own.
        var seen = new HashSet<JsonNode>(ReferenceEqualityComparer.Instance);
        while (_resourceOf.Where(pair => seen.Add(pair.Key)).ToList() is { Count: > 0 } found)
        {
            foreach (var problem in found.SelectMany(pair => ProblemsOf(pair.Key, pair.Value)))
                yield return problem;
        }
    }

    private IEnumerable<string> ProblemsOf(JsonNode node, SchemaResource resource)
    {
        if (node is not JsonObject schema)
            yield break;
        foreach (var keyword in new[] { "$ref", "$dynamicRef" })
        {
            if (
                Text(schema, keyword) is { } reference
                && Resolve(resource, reference) is null
                && !_others.Values.Any(other => other.Root == schema.Root)
            )
                yield return $"“{keyword}”: “{reference}” leads nowhere. A schema is never loaded from the network; put it into this file, under “$defs”.";
        }

        if (
            Text(schema, "$schema") is { } dialect
            && !Dialects.Contains(dialect.TrimEnd('#'), StringComparer.Ordinal)
            && !_others.ContainsKey(dialect)
        )
            yield return $"“$schema”: “{dialect}” is not known; this version reads {Draft202012} and {Draft7}#.";
        foreach (var problem in SchemaShape.ProblemsOf(schema))
            yield return problem;
        foreach (var pattern in PatternsOf(schema).Where(pattern => SchemaPattern.TryCreate(pattern) is null))
            yield return $"“{pattern}” is no valid pattern.";
    }

    private static IEnumerable<string> PatternsOf(JsonObject schema)
    {
        if (Text(schema, "pattern") is { } pattern)
            yield return pattern;
        foreach (var name in (schema["patternProperties"] as JsonObject ?? []).Select(pair => pair.Key))
            yield return name;
    }

    public static string? Text(JsonObject schema, string keyword) =>
        schema.TryGetPropertyValue(keyword, out var node) && node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private SchemaResource AddDocument(Uri address, JsonNode root, SchemaResource? inherited)
    {
        var dialect = DialectOf(root, inherited);
        var resource = new SchemaResource(address, root, dialect.IsDraft7, dialect.HasValidation);
        _resources.TryAdd(Key(address), resource);
        Index(root, resource);
        return resource;
    }

    private (bool IsDraft7, bool HasValidation) DialectOf(JsonNode root, SchemaResource? inherited)
    {
        if (root is not JsonObject schema || Text(schema, "$schema") is not { } dialect)
            return (inherited?.IsDraft7 ?? false, inherited?.HasValidation ?? true);
        var hasValidation =
            !(_others.TryGetValue(dialect, out var meta) && meta is JsonObject { } map && map["$vocabulary"] is JsonObject vocabulary)
            || vocabulary.ContainsKey(ValidationVocabulary);
        return (dialect.TrimEnd('#') is Draft7 or Draft7Secure, hasValidation);
    }

    private void Index(JsonNode? node, SchemaResource resource)
    {
        if (node is null || !_resourceOf.TryAdd(node, resource) || node is not JsonObject schema)
            return;
        resource = Enter(schema, resource);
        _resourceOf[node] = resource;
        foreach (var (keyword, value) in schema)
        {
            if (Named.Contains(keyword) && value is JsonObject named)
            {
                foreach (var (_, inner) in named)
                    Index(inner is JsonArray ? null : inner, resource);
            }
            else if (Lists.Contains(keyword) && value is JsonArray list)
            {
                foreach (var inner in list)
                    Index(inner, resource);
            }
            else if (Single.Contains(keyword))
            {
                Index(value, resource);
            }
        }
    }

    // A schema with an $id begins a resource of its own; in draft 7 one beside a $ref does not, and “#name” is an anchor.
    private SchemaResource Enter(JsonObject schema, SchemaResource resource)
    {
        if (resource.IsDraft7 && schema.ContainsKey("$ref"))
            return resource;
        if (Text(schema, "$id") is { } id)
        {
            var (address, fragment) = Split(resource.Address, id);
            if (fragment.Length == 0 || !resource.IsDraft7)
            {
                var dialect = DialectOf(schema, resource);
                resource = new SchemaResource(new Uri(address), schema, dialect.IsDraft7, dialect.HasValidation);
                _resources[address] = resource;
            }
            else
            {
                resource.Anchors.TryAdd(fragment, schema);
            }
        }

        if (Text(schema, "$anchor") is { } anchor)
            resource.Anchors.TryAdd(anchor, schema);
        if (Text(schema, "$dynamicAnchor") is { } dynamic && resource.DynamicAnchors.TryAdd(dynamic, schema))
            resource.Anchors.TryAdd(dynamic, schema);
        return resource;
    }

    // A pointer may lead to a place that no keyword names as a schema; from there on it is one.
    private JsonNode? Walk(SchemaResource resource, string pointer)
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
        var at = reference.IndexOf('#', StringComparison.Ordinal);
        var path = at < 0 ? reference : reference[..at];
        var fragment = at < 0 ? "" : Uri.UnescapeDataString(reference[(at + 1)..]);
        var address =
            path.Length == 0 ? from
            : path[0] != '/' && Uri.TryCreate(path, UriKind.Absolute, out var absolute) ? absolute
            : Uri.TryCreate(from, path, out var joined) ? joined
            : new Uri("urn:promptlab:nowhere:" + Uri.EscapeDataString(path));
        return (Key(address), fragment);
    }

    private static string Key(Uri address) =>
        address.OriginalString.StartsWith("urn:", StringComparison.Ordinal) ? address.OriginalString : address.AbsoluteUri;
}
