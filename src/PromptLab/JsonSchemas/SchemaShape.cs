using System.Text.Json;
using System.Text.Json.Nodes;
using PromptLab.Texts;

namespace PromptLab.JsonSchemas;

/// <summary>Checks that the keywords of a schema have values of the right kind: a keyword with another value would check nothing.</summary>
internal static class SchemaShape
{
    private const int MaxShown = 80;

    private static readonly string[] TypeNames = ["array", "boolean", "integer", "null", "number", "object", "string"];

    private static readonly Dictionary<string, (string Kind, Func<JsonNode?, bool> Holds)> Kinds = Table(
        ("a text", IsText, ["$ref", "$id", "$anchor", "$dynamicRef", "$recursiveRef", "$dynamicAnchor", "$schema", "pattern", "format"]),
        ("a number", IsNumber, ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]),
        ("a number above 0", node => ExactNumber.Of(node) is { IsPositive: true }, ["multipleOf"]),
        (
            "a whole number from 0",
            node => ExactNumber.Of(node) is { IsInteger: true, IsNegative: false },
            ["minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties", "minContains", "maxContains"]
        ),
        ("true or false", node => node?.GetValueKind() is JsonValueKind.True or JsonValueKind.False, ["uniqueItems", "$recursiveAnchor"]),
        ("a list", node => node is JsonArray, ["enum"]),
        ("a list of texts", IsTextList, ["required"]),
        ($"one or several of {string.Join(", ", TypeNames)}", IsTypeOrTypeList, ["type"]),
        (
            "a schema",
            IsSchema,
            [
                "additionalItems",
                "additionalProperties",
                "contains",
                "else",
                "if",
                "not",
                "propertyNames",
                "then",
                "unevaluatedItems",
                "unevaluatedProperties",
            ]
        ),
        ("a schema, or before draft 2020-12 a list of them", node => IsSchema(node) || IsSchemaList(node), ["items"]),
        ("a list of schemas", node => node is JsonArray { Count: > 0 } && IsSchemaList(node), ["allOf", "anyOf", "oneOf", "prefixItems"]),
        (
            "schemas by name",
            node => node is JsonObject map && map.All(pair => IsSchema(pair.Value)),
            ["$defs", "definitions", "dependentSchemas", "patternProperties", "properties"]
        ),
        ("lists of names by name", node => node is JsonObject map && map.All(pair => IsTextList(pair.Value)), ["dependentRequired"])
    );

    /// <summary>The problems of one schema's keywords, as sentences; subschemas are not included.</summary>
    public static IEnumerable<(string Keyword, string Message)> FindProblems(JsonObject schema, SchemaDraft draft) =>
        from pair in schema
        where Kinds.ContainsKey(pair.Key)
        let kind = Kinds[pair.Key]
        where !kind.Holds(pair.Value) || (pair is { Key: "items", Value: JsonArray } && draft == SchemaDraft.Draft202012)
        select (
            pair.Key,
            $"“{pair.Key}” takes {kind.Kind}, not {ShortText.Truncate(pair.Value?.ToJsonString() ?? "null", MaxShown)}.{HintFor(pair, draft)}"
        );

    private static string HintFor(KeyValuePair<string, JsonNode?> pair, SchemaDraft draft) =>
        pair switch
        {
            { Key: "required", Value: JsonValue } => " The object that holds the property lists its name: required: [name].",
            { Key: "items", Value: JsonArray } when draft == SchemaDraft.Draft202012 =>
                " Name it “prefixItems”, or state the draft in “$schema”.",
            { Key: "type", Value: JsonValue value }
                when value.TryGetValue(out string? text) && NearestName.Find(text, TypeNames) is { } near => NearestName.DidYouMean(
                text,
                near
            ),
            _ => "",
        };

    private static Dictionary<string, (string, Func<JsonNode?, bool>)> Table(
        params (string Kind, Func<JsonNode?, bool> Holds, string[] Keywords)[] rows
    ) =>
        rows.SelectMany(row => row.Keywords.Select(keyword => KeyValuePair.Create(keyword, (row.Kind, row.Holds))))
            .ToDictionary(StringComparer.Ordinal);

    private static bool IsText(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String;

    private static bool IsNumber(JsonNode? node) => node?.GetValueKind() == JsonValueKind.Number;

    private static bool IsTextList(JsonNode? node) => node is JsonArray list && list.All(IsText);

    private static bool IsSchema(JsonNode? node) => node is JsonObject || node?.GetValueKind() is JsonValueKind.True or JsonValueKind.False;

    private static bool IsSchemaList(JsonNode? node) => node is JsonArray list && list.All(IsSchema);

    private static bool IsTypeOrTypeList(JsonNode? node) => node is JsonArray { Count: > 0 } list ? list.All(IsType) : IsType(node);

    private static bool IsType(JsonNode? node) => IsText(node) && TypeNames.Contains(node!.GetValue<string>(), StringComparer.Ordinal);
}
