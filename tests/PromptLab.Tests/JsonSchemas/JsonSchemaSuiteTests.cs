using System.Text.Json.Nodes;
using PromptLab.Files;
using PromptLab.JsonSchemas;

namespace PromptLab.Tests.JsonSchemas;

/// <summary>The required tests of the JSON Schema Test Suite, https://github.com/json-schema-org/JSON-Schema-Test-Suite.</summary>
public sealed class JsonSchemaSuiteTests
{
    private const string Suite = "data/json-schema-test-suite";
    private const string RemoteAddress = "http://localhost:1234/";

    // The drafts' own schemas are not shipped: a schema that refers to one is told so when it is read.
    private static readonly string[] MetaSchemas =
    [
        "https://json-schema.org/draft/2020-12/schema",
        "http://json-schema.org/draft-07/schema#",
    ];

    [Theory]
    [InlineData("draft2020-12", 1295)]
    [InlineData("draft7", 923)]
    public void Every_required_test_is_passed_but_those_that_refer_to_the_drafts_own_schema(string draft, int tests)
    {
        var others = Remotes();
        var wrong = new List<string>();
        var passed = 0;
        foreach (
            var file in Directory.EnumerateFiles(SharedFiles.Require($"{Suite}/tests/{draft}"), "*.json").Order(StringComparer.Ordinal)
        )
        {
            foreach (var group in JsonNode.Parse(File.ReadAllText(file))!.AsArray())
            {
                if (RefersToMetaSchema(group!["schema"]))
                    continue;
                var results = Run(group, draft, others).ToList();
                passed += results.Count(result => result is null);
                wrong.AddRange(results.OfType<string>().Select(result => $"{Path.GetFileName(file)}: {result}"));
            }
        }

        Assert.Empty(wrong);
        Assert.Equal(tests, passed);
    }

    private static IEnumerable<string?> Run(JsonNode group, string draft, Dictionary<string, JsonNode> others)
    {
        var schema = group["schema"]!.DeepClone();
        if (draft == "draft7" && schema is JsonObject map && !map.ContainsKey("$schema"))
            map["$schema"] = "http://json-schema.org/draft-07/schema#";
        var read = JsonSchema.Read(schema, "schema.json", new Problems(), others);
        foreach (var test in group["tests"]!.AsArray())
        {
            var valid = read.Validate(test!["data"]).Count == 0;
            yield return valid == test["valid"]!.GetValue<bool>() ? null : $"{group["description"]}: {test["description"]}";
        }
    }

    private static Dictionary<string, JsonNode> Remotes()
    {
        var folder = SharedFiles.Require($"{Suite}/remotes");
        return Directory
            .EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
            .ToDictionary(
                file => RemoteAddress + Path.GetRelativePath(folder, file).Replace('\\', '/'),
                file => JsonNode.Parse(File.ReadAllText(file))!,
                StringComparer.Ordinal
            );
    }

    private static bool RefersToMetaSchema(JsonNode? node) =>
        node switch
        {
            JsonObject map => map.Any(pair =>
                (pair.Key is "$ref" && pair.Value is JsonValue value && MetaSchemas.Contains(value.ToString(), StringComparer.Ordinal))
                || RefersToMetaSchema(pair.Value)
            ),
            JsonArray list => list.Any(RefersToMetaSchema),
            _ => false,
        };
}
