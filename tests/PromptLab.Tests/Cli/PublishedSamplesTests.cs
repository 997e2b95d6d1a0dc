using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptLab.Tests.Cli;

/// <summary>The Game of 24, 100 recorded samples of each of 100 puzzles: all figures of the set, through the door.</summary>
public sealed class PublishedSamplesTests : IDisposable
{
    private readonly TestBench _bench = new();

    public void Dispose() => _bench.Dispose();

    // expected.json of data/tot-game24: published 7.3% and 33%, $0.13 a puzzle and $13.80048 in all; the others recomputed there.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_set_of_samples_gives_the_rates_of_k_samples_and_the_cost_also_of_a_log_that_was_resumed(bool wasResumed)
    {
        Write(wasResumed);

        var result = await _bench.RunAsync(
            "grade",
            "--evalset",
            "game24",
            "--responses",
            "samples.jsonl",
            "--running-totals",
            "--null-response",
            "wrong",
            "--json"
        );

        Assert.True(result.Exit == 0, result.Error);
        var summary = JsonNode.Parse(result.Out)!["runs"]![0]!["summary"]!;
        var samples = summary["repeats"]!["samples"]!.AsArray();
        Assert.Equal(734, (int)summary["passed"]!);
        Assert.Equal(0.0734, PassAny(samples, 1), 10);
        Assert.Equal(0.14917724464824978, PassAny(samples, 5), 10);
        Assert.Equal(0.17888708914462857, PassAny(samples, 10), 10);
        Assert.Equal(0.27278807656386096, PassAny(samples, 50), 10);
        Assert.Equal(0.33, PassAny(samples, 100), 10);
        Assert.Equal(13.80048, (double)summary["usage"]!["cost_usd"]!, 9);
        Assert.Equal((100_000, 180_008), ((int)summary["usage"]!["input_tokens"]!, (int)summary["usage"]!["output_tokens"]!));
        Assert.Equal(0.1380048, (double)summary["usage"]!["cost_usd"]! / (int)summary["items"]!, 9);
    }

    private static double PassAny(JsonArray samples, int k) => (double)samples.Single(one => (int)one!["k"]! == k)!["pass_any"]!["mean"]!;

    // A log that was resumed after the 60th puzzle counts from 0 again.
    private void Write(bool wasResumed)
    {
        var folder = SharedFiles.Require("data/tot-game24");
        _bench.Write("promptlab.yaml", "schema: promptlab/config@1\n");
        _bench.Write(
            "evalsets/game24/evalset.yaml",
            """
            schema: promptlab/evalset@1
            name: game24
            data: items.jsonl
            columns:
              responses: outputs
              cost: cumulative_usage.cost
              input_tokens: cumulative_usage.prompt_tokens
              output_tokens: cumulative_usage.completion_tokens
            ignore: [upstream_ok]
            graders:
              - id: right
                type: math
                mode: equation
                numbers: '{puzzle}'
                value: 24
                extract: { after: 'answer: ', ignore_case: true, optional: true }

            """
        );
        _bench.Write("evalsets/game24/items.jsonl", Lines(Path.Combine(folder, "items.jsonl"), (item, _) => new JsonObject
                {
                    ["id"] = item["id"]!.DeepClone(),
                    ["input"] = new JsonObject { ["puzzle"] = item["input"]!.DeepClone() },
                }));
        JsonNode? before = null;
        _bench.Write("samples.jsonl", Lines(Path.Combine(folder, "outputs.io_x100.jsonl"), (line, at) =>
            {
                var usage = line["cumulative_usage"]!;
                if (wasResumed && at == 59)
                    before = usage.DeepClone();
                if (wasResumed && at >= 60)
                    line["cumulative_usage"] = new JsonObject
                    {
                        ["completion_tokens"] = (int)usage["completion_tokens"]! - (int)before!["completion_tokens"]!,
                        ["prompt_tokens"] = (int)usage["prompt_tokens"]! - (int)before["prompt_tokens"]!,
                        ["cost"] = (decimal)usage["cost"]! - (decimal)before["cost"]!,
                    };
                return line;
            }));
    }

    private static string Lines(string file, Func<JsonObject, int, JsonObject> ours) =>
        string.Concat(
            File.ReadLines(file)
                .Select((line, at) => ours(JsonNode.Parse(line)!.AsObject(), at).ToJsonString(JsonSerializerOptions.Default) + "\n")
        );
}
