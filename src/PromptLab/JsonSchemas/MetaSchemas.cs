using System.Text.Json.Nodes;
using PromptLab.Files;

namespace PromptLab.JsonSchemas;

/// <summary>The drafts' own schemas, as published, which a schema may refer to and by which it is checked itself.</summary>
internal static class MetaSchemas
{
    private const string ResourcePrefix = "metaschema/";

    private static readonly Dictionary<SchemaDraft, Lazy<JsonSchema>> Schemas = new()
    {
        [SchemaDraft.Draft7] = Reading("http://json-schema.org/draft-07/schema"),
        [SchemaDraft.Draft201909] = Reading("https://json-schema.org/draft/2019-09/schema"),
        [SchemaDraft.Draft202012] = Reading("https://json-schema.org/draft/2020-12/schema"),
    };

    /// <summary>
    /// A new copy of the built-in schema with an address, such as the draft's own or one of its vocabularies; null if
    /// there is none.
    /// </summary>
    public static JsonNode? Find(string address)
    {
        using var stream = typeof(MetaSchemas).Assembly.GetManifestResourceStream(ResourcePrefix + NameOf(address));
        if (stream is null)
            return null;
        using var reader = new StreamReader(stream);
        return StrictJson.Parse(reader.ReadToEnd(), out _);
    }

    /// <summary>What a schema does against the rules of its draft.</summary>
    public static IReadOnlyList<SchemaViolation> Check(JsonNode schema, SchemaDraft draft) => Schemas[draft].Value.Validate(schema);

    private static Lazy<JsonSchema> Reading(string address) =>
        new(() => JsonSchema.ReadMetaSchema(Find(address) ?? throw new InvalidOperationException($"The schema {address} is missing.")));

    // https://json-schema.org/draft/2020-12/meta/core is the file 2020-12.core.json.
    private static string NameOf(string address)
    {
        var path = address.Split("://json-schema.org/", 2) is [_, var rest] ? rest : "";
        return path.Split('/') switch
        {
            ["draft-07", "schema"] => "draft-07.schema.json",
            ["draft", var draft, "schema"] => $"{draft}.schema.json",
            ["draft", var draft, "meta", var vocabulary] => $"{draft}.{vocabulary}.json",
            _ => "",
        };
    }
}
