using System.Text.Json.Nodes;

namespace PromptLab.JsonSchemas;

/// <summary>A draft of JSON Schema that can be evaluated.</summary>
internal enum SchemaDraft
{
    Draft7,
    Draft201909,
    Draft202012,
}

/// <summary>How the keywords of a schema are read: its draft, and what the meta-schema's vocabularies say. Immutable.</summary>
/// <param name="Draft">The draft.</param>
/// <param name="HasValidation">False if a meta-schema of one's own leaves out the validation keywords.</param>
/// <param name="AssertsFormat">True if a meta-schema of one's own makes <c>format</c> an assertion.</param>
internal sealed record SchemaDialect(SchemaDraft Draft, bool HasValidation = true, bool AssertsFormat = false)
{
    /// <summary>The dialect of a schema that names none.</summary>
    public static SchemaDialect Default { get; } = new(SchemaDraft.Draft202012);

    /// <summary>The addresses of the known drafts, for messages.</summary>
    public const string Known =
        "https://json-schema.org/draft/2020-12/schema, https://json-schema.org/draft/2019-09/schema and http://json-schema.org/draft-07/schema#";

    /// <summary>The draft that a <c>$schema</c> names; null if it names none of the known ones.</summary>
    public static SchemaDraft? DraftOf(string address) =>
        address.TrimEnd('#') switch
        {
            "https://json-schema.org/draft/2020-12/schema" => SchemaDraft.Draft202012,
            "https://json-schema.org/draft/2019-09/schema" => SchemaDraft.Draft201909,
            "http://json-schema.org/draft-07/schema" or "https://json-schema.org/draft-07/schema" => SchemaDraft.Draft7,
            _ => null,
        };

    /// <summary>The dialect of a meta-schema of one's own, by the vocabularies that it names.</summary>
    public static SchemaDialect Of(JsonNode? metaSchema, SchemaDialect inherited)
    {
        if (metaSchema is not JsonObject map || map["$vocabulary"] is not JsonObject vocabularies)
            return inherited;
        var names = vocabularies.Select(pair => pair.Key).ToList();
        var is201909 = names.Exists(name => name.Contains("/2019-09/", StringComparison.Ordinal));
        return new SchemaDialect(
            is201909 ? SchemaDraft.Draft201909 : SchemaDraft.Draft202012,
            names.Exists(name => name.EndsWith("/vocab/validation", StringComparison.Ordinal)),
            names.Exists(name => name.EndsWith("/vocab/format-assertion", StringComparison.Ordinal))
                || (is201909 && vocabularies["https://json-schema.org/draft/2019-09/vocab/format"] is { } format && IsTrue(format))
        );
    }

    private static bool IsTrue(JsonNode node) => node is JsonValue value && value.TryGetValue(out bool flag) && flag;
}
