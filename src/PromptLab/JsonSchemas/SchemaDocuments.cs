using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;

namespace PromptLab.JsonSchemas;

/// <summary>Indexes all resources of a schema and of the schemas it may refer to, and resolves references.</summary>
internal sealed class SchemaDocuments
{
    private const string Draft7 = "http://json-schema.org/draft-07/schema";
    private const string Draft7Https = "https://json-schema.org/draft-07/schema";
    private const string Draft202012 = "https://json-schema.org/draft/2020-12/schema";
    private const string ValidationVocabulary = "https://json-schema.org/draft/2020-12/vocab/validation";

    private static readonly string[] Dialects = [Draft202012, Draft7, Draft7Https];

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

    public SchemaDocuments(JsonNode root, IReadOnlyDictionary<string, JsonNode> others)
    {
        _others = others;
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
            return null;
        if (fragment.Length == 0)
            return resource.Root;
        return fragment[0] == '/' ? FollowPointer(resource, fragment) : resource.Anchors.GetValueOrDefault(fragment);
    }

    /// <summary>Every schema that was indexed.</summary>
    public IEnumerable<JsonNode> Schemas => _resourceOf.Keys;

    /// <summary>The problems of the schema itself, as sentences.</summary>
    public IEnumerable<string> Check()
    {
        // Resolving a reference may index schemas in places that no keyword marks as one, with references of their own.
        var seen = new HashSet<JsonNode>(ReferenceEqualityComparer.Instance);
        while (_resourceOf.Where(pair => seen.Add(pair.Key)).ToList() is { Count: > 0 } found)
        {
            foreach (var problem in found.SelectMany(pair => FindProblems(pair.Key, pair.Value)))
                yield return problem;
        }
    }

    private IEnumerable<string> FindProblems(JsonNode node, SchemaResource resource)
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
        foreach (var problem in SchemaShape.FindProblems(schema))
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
        return (dialect.TrimEnd('#') is Draft7 or Draft7Https, hasValidation);
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
