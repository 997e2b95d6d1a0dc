using System.Text.Json.Nodes;
using PromptLab.Files;
using PromptLab.JsonSchemas;

namespace PromptLab.Tests.JsonSchemas;

/// <summary>The tests of the JSON Schema Test Suite, https://github.com/json-schema-org/JSON-Schema-Test-Suite, without exception.</summary>
public sealed class JsonSchemaSuiteTests
{
    private const string Suite = "data/json-schema-test-suite";
    private const string RemoteAddress = "http://localhost:1234/";

    private static readonly Dictionary<string, string> Addresses = new(StringComparer.Ordinal)
    {
        ["draft2020-12"] = "https://json-schema.org/draft/2020-12/schema",
        ["draft2019-09"] = "https://json-schema.org/draft/2019-09/schema",
        ["draft7"] = "http://json-schema.org/draft-07/schema#",
    };

    [Fact]
    public void Every_test_is_passed()
    {
        var others = Remotes();
        var wrong = new List<string>();
        var run = 0;
        foreach (var folder in Directory.EnumerateDirectories(SharedFiles.Require($"{Suite}/tests")))
        {
            var draft = Path.GetFileName(folder);
            foreach (var file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                var results = JsonNode
                    .Parse(File.ReadAllText(file))!
                    .AsArray()
                    .SelectMany(group => Run(group!, file, draft, others))
                    .ToList();
                run += results.Count;
                wrong.AddRange(results.OfType<string>().Select(result => $"{draft}/{Path.GetFileName(file)}: {result}"));
            }
        }

        Assert.Empty(wrong);
        Assert.True(run >= 2226, $"Only {run} tests were run.");
    }

    [Fact]
    public void No_schema_of_the_suite_is_refused_when_it_is_read()
    {
        var others = Remotes();
        var refused = new List<string>();
        foreach (var folder in Directory.EnumerateDirectories(SharedFiles.Require($"{Suite}/tests")))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                foreach (var group in JsonNode.Parse(File.ReadAllText(file))!.AsArray())
                {
                    var problems = new Problems();
                    Read(group!, file, Path.GetFileName(folder), others, problems);
                    refused.AddRange(
                        problems
                            .Found.Where(problem => !problem.IsWarning)
                            .Select(problem => $"{Path.GetFileName(file)}: {group!["description"]}: {problem.Message}")
                    );
                }
            }
        }

        Assert.Empty(refused);
    }

    private static IEnumerable<string?> Run(JsonNode group, string file, string draft, Dictionary<string, JsonNode> others)
    {
        var read = Read(group, file, draft, others, new Problems());
        foreach (var test in group["tests"]!.AsArray())
        {
            var valid = read.Validate(test!["data"]).Count == 0;
            yield return valid == test["valid"]!.GetValue<bool>() ? null : $"{group["description"]}: {test["description"]}";
        }
    }

    // The optional tests of formats want them checked.
    private static JsonSchema Read(JsonNode group, string file, string draft, Dictionary<string, JsonNode> others, Problems problems)
    {
        var schema = group["schema"]!.DeepClone();
        if (schema is JsonObject map && !map.ContainsKey("$schema"))
            map["$schema"] = Addresses[draft];
        var isFormat = file.Replace('\\', '/').Contains("/format/", StringComparison.Ordinal);
        return JsonSchema.Read(schema, "schema.json", problems, new SchemaReading { Others = others, AssertsFormat = isFormat });
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
}
