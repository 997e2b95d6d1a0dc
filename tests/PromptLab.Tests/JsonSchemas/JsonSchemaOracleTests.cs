using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PromptLab.Files;
using Oracle = Json.Schema;
using Own = PromptLab.JsonSchemas.JsonSchema;

namespace PromptLab.Tests.JsonSchemas;

/// <summary>
/// JsonSchema.Net is asked about what the test suite has no verdict on: every schema of a file of the suite with every value of that file.
/// </summary>
public sealed class JsonSchemaOracleTests
{
    private const string Suite = "data/json-schema-test-suite/tests";

    private static readonly Dictionary<string, Oracle.Dialect> Dialects = new(StringComparer.Ordinal)
    {
        ["https://json-schema.org/draft/2020-12/schema"] = Oracle.Dialect.Draft202012,
        ["https://json-schema.org/draft/2019-09/schema"] = Oracle.Dialect.Draft201909,
        ["http://json-schema.org/draft-07/schema#"] = Oracle.Dialect.Draft07,
    };

    // These schemas are not asked about, for the reason beside each.
    private static readonly Dictionary<string, string> Explained = new(StringComparer.Ordinal)
    {
        ["http://localhost:1234"] = "The other documents are not given to either validator.",
        ["""2019-09/schema","prefixItems":[{"type":"string"}],"items":true"""] =
            "Draft 2019-09 knows no prefixItems, so that items covers every element and none is unevaluated; JsonSchema.Net finds some.",
        ["""2019-09/schema","allOf":[{"prefixItems":[{"type":"string"}],"items":true}]"""] = "The same.",
    };

    [Theory]
    [InlineData("draft2020-12", "https://json-schema.org/draft/2020-12/schema")]
    [InlineData("draft2020-12", "https://json-schema.org/draft/2019-09/schema")]
    [InlineData("draft7", "http://json-schema.org/draft-07/schema#")]
    public void Another_validator_says_the_same(string folder, string address)
    {
        var (asked, differences) = (0, new List<string>());
        foreach (var file in Directory.EnumerateFiles(SharedFiles.Require($"{Suite}/{folder}"), "*.json").Order(StringComparer.Ordinal))
        {
            var groups = JsonNode.Parse(File.ReadAllText(file))!.AsArray();
            var values = groups
                .SelectMany(group => group!["tests"]!.AsArray().Select(test => test!["data"]))
                .DistinctBy(value => value?.ToJsonString() ?? "null")
                .ToList();
            foreach (var schema in groups.Select(group => Of(address, group!["schema"]!)).Where(IsAsked))
            {
                var (own, oracle) = (Read(schema), ReadOther(schema, Dialects[address]));
                if (own is null || oracle is null)
                    continue;
                foreach (var value in values)
                {
                    asked++;
                    var ours = own.Validate(value).Count == 0;
                    var theirs = oracle.Evaluate(JsonSerializer.SerializeToElement(value)).IsValid;
                    if (ours != theirs)
                        differences.Add($"{Path.GetFileName(file)}: {schema.ToJsonString()} {value?.ToJsonString()}: {ours}");
                }
            }
        }

        Assert.Empty(differences);
        Assert.True(asked > 3000, $"Only {asked} pairs were asked about.");
    }

    private static JsonNode Of(string address, JsonNode schema)
    {
        var copy = schema.DeepClone();
        if (copy is JsonObject map)
        {
            map.Remove("$schema");
            map.Insert(0, "$schema", address);
        }

        return copy;
    }

    private static bool IsAsked(JsonNode schema) =>
        !Explained.Keys.Any(part => schema.ToJsonString().Contains(part, StringComparison.Ordinal));

    // A schema that the draft does not allow has no meaning to compare.
    private static Own? Read(JsonNode schema)
    {
        var problems = new Problems();
        var read = Own.Read(schema, "s.json", problems);
        return problems.HasErrors ? null : read;
    }

    // Each schema has a registry of its own: two of them may have the same $id.
    private static Oracle.JsonSchema? ReadOther(JsonNode schema, Oracle.Dialect dialect)
    {
        try
        {
            return Oracle.JsonSchema.FromText(
                schema.ToJsonString(),
                new Oracle.BuildOptions { Dialect = dialect, SchemaRegistry = new Oracle.SchemaRegistry() }
            );
        }
        catch (Exception e) when (e is Oracle.JsonSchemaException or RegexParseException or Oracle.RefResolutionException)
        {
            return null;
        }
    }
}
