using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using PromptLab.Files;
using PromptLab.JsonSchemas;
using PromptLab.Models;

namespace PromptLab.Tests.Cli.Outputs;

/// <summary>The JSON Schema of an output: as its record has it, and as the file that is shipped has it.</summary>
internal static class OutputSchema
{
    private static readonly JsonSerializerOptions Written = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonSchemaExporterOptions Exporting = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = static (context, schema) =>
            context.PropertyInfo?.CustomConverter is not null
                ? new JsonObject { ["type"] = "string" }
                : OfConverter(context.TypeInfo.Type) ?? WithRequired(context.TypeInfo, schema),
    };

    /// <summary>The schema of a record, or of one of several records.</summary>
    public static string Of(string name, IReadOnlyList<Type> types)
    {
        var schemas = types.Select(type => FileJson.Indented.GetJsonSchemaAsNode(type, Exporting)).ToList();
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = $"promptlab/output/{name}",
            ["description"] = "Fields are added and never renamed, removed or given another meaning; ignore those that you don't know.",
        };
        if (schemas is [JsonObject only])
        {
            foreach (var (key, value) in only)
                schema[key] = value?.DeepClone();
        }
        else
        {
            schema["anyOf"] = new JsonArray([.. schemas]);
        }

        return schema.ToJsonString(Written) + "\n";
    }

    /// <summary>The file of a schema.</summary>
    public static string PathOf(string name) =>
        Path.Combine(SharedFiles.Root, "src/PromptLab.Cli/Schemas", name.Replace("@", ".v", StringComparison.Ordinal) + ".schema.json");

    /// <summary>The schema in the file, to validate outputs by.</summary>
    public static JsonSchema Read(string name)
    {
        var problems = new Problems();
        var schema = JsonSchema.Read(JsonNode.Parse(File.ReadAllText(PathOf(name)))!, name, problems);
        Assert.Empty(problems.Found);
        return schema!;
    }

    // A field that is written whatever its value is always there; one that is left out when null has a condition.
    private static JsonNode WithRequired(JsonTypeInfo type, JsonNode schema)
    {
        if (type.Kind != JsonTypeInfoKind.Object || schema is not JsonObject known || known["properties"] is not JsonObject properties)
            return schema;
        known.Remove("required");
        var always = type.Properties.Where(property => property.ShouldSerialize is null).Select(property => property.Name);
        known["required"] = new JsonArray([.. always.Where(properties.ContainsKey).Select(name => (JsonNode)name)]);
        return known;
    }

    // What our own converters write, which no exporter can know.
    private static JsonNode? OfConverter(Type type) =>
        type == typeof(DateTimeOffset) ? new JsonObject { ["type"] = "string", ["format"] = "date-time" }
        : type == typeof(DateTimeOffset?) ? new JsonObject { ["type"] = new JsonArray("string", "null"), ["format"] = "date-time" }
        : type == typeof(TimeSpan) ? new JsonObject { ["type"] = "number", ["description"] = "milliseconds" }
        : type == typeof(TimeSpan?) ? new JsonObject { ["type"] = new JsonArray("number", "null"), ["description"] = "milliseconds" }
        : type == typeof(IReadOnlyList<KeyValuePair<string, int>>)
            ? JsonNode.Parse("""{"type":"object","additionalProperties":{"type":"integer"}}""")
        : type == typeof(TokenUsage) ? FileJson.Indented.GetJsonSchemaAsNode(typeof(RecordedUsage), Exporting)
        : null;
}
