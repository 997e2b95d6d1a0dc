using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptLab.Tests.Cli;

/// <summary>A project with one eval set of published items, to grade published responses in.</summary>
internal static class PublishedProject
{
    /// <summary>Writes the project: the items of a shared file, and the graders as YAML.</summary>
    public static void Write(TestBench bench, string itemsFile, string graders)
    {
        bench.Write("promptlab.yaml", "schema: promptlab/config@1\n");
        bench.Write(
            "evalsets/published/evalset.yaml",
            $"schema: promptlab/evalset@1\nname: published\ndata: items.jsonl\ngraders:\n{Indented(graders)}\n"
        );
        bench.Write("evalsets/published/items.jsonl", Lines(itemsFile, Item));
    }

    /// <summary>
    /// Grades the responses of a shared file; a response of null is a wrong answer there. Gives the run with its
    /// summary.
    /// </summary>
    public static async Task<JsonNode> GradeAsync(TestBench bench, string outputsFile, string name)
    {
        bench.Write("responses.jsonl", Lines(outputsFile, Response));
        var result = await bench.RunAsync(
            "grade",
            "--evalset",
            "published",
            "--responses",
            "responses.jsonl",
            "--name",
            name,
            "--null-response",
            "wrong",
            "--json"
        );
        Assert.True(result.Exit == 0, result.Error);
        return JsonNode.Parse(result.Out)!["runs"]![0]!;
    }

    private static string Lines(string file, Func<JsonNode, JsonObject> ours) =>
        string.Concat(File.ReadLines(file).Select(line => ours(JsonNode.Parse(line)!).ToJsonString(new JsonSerializerOptions()) + "\n"));

    private static JsonObject Item(JsonNode item) =>
        new()
        {
            ["id"] = item["id"]!.DeepClone(),
            // A text that may not be passed on has its hash only.
            ["input"] = item["input"]?.DeepClone() ?? new JsonObject { ["text"] = item["text_sha1"]!.DeepClone() },
            ["expected"] = item["expected"]!.DeepClone(),
        };

    private static JsonObject Response(JsonNode output) =>
        new() { ["id"] = output["id"]!.DeepClone(), ["response"] = output["output"]?.DeepClone() };

    private static string Indented(string yaml) => string.Join('\n', yaml.Split('\n').Select(line => "  " + line));
}
