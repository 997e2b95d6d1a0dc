using System.Text.Json.Nodes;

namespace PromptLab.Tests.Cli;

/// <summary>The averages of the eight published tasks, from their recorded responses.</summary>
public sealed class PublishedAveragesTests : IDisposable
{
    private static readonly string[] Tasks =
    [
        "boolean_expressions",
        "causal_judgement",
        "date_understanding",
        "multistep_arithmetic_two",
        "object_counting",
        "penguins_in_a_table",
        "sports_understanding",
        "word_sorting",
    ];

    private readonly TestBench _bench = new();

    public void Dispose() => _bench.Dispose();

    // The published rates are 88.4, 63.6364, 63.6, 1.2, 45.2, 66.4384, 72.8, 50.4, and 92.8, 54.0107, 87.2, 47.6, 93.2, 79.4521, 97.6, 40.4
    // percent; of 1,833 items 1,020 and 1,364 are right.
    [Theory]
    [InlineData("direct", "type: equals", 0.564594, 221 + 119 + 159 + 3 + 113 + 97 + 182 + 126)]
    [InlineData(
        "cot",
        "type: equals, extract: [{ after: 'the answer is ' }, { drop_suffix: '.' }]",
        0.740329,
        232 + 101 + 218 + 119 + 233 + 116 + 244 + 101
    )]
    public async Task The_mean_of_the_tasks_and_the_rate_over_all_items_are_those_of_the_published_rates(
        string mode,
        string grader,
        double macro,
        int right
    )
    {
        _bench.Write("promptlab.yaml", "schema: promptlab/config@1\n");
        foreach (var task in Tasks)
        {
            var folder = SharedFiles.Require($"data/bbh-codex/{task}");
            _bench.Write(
                $"evalsets/{task}/evalset.yaml",
                $"schema: promptlab/evalset@1\nname: {task}\ndata: items.jsonl\ncolumns: {{ response: output }}\ngraders:\n  - {{ id: right, {grader} }}\n"
            );
            _bench.Write($"evalsets/{task}/items.jsonl", await File.ReadAllTextAsync(Path.Combine(folder, "items.jsonl"), Token));
            _bench.Write($"responses/{task}.jsonl", await File.ReadAllTextAsync(Path.Combine(folder, $"outputs.{mode}.jsonl"), Token));
        }

        var result = await _bench.RunAsync([
            "grade",
            .. Tasks.SelectMany(task => new[] { "--evalset", task }),
            "--responses",
            "responses/{evalset}.jsonl",
            "--name",
            mode,
            "--json",
        ]);

        Assert.True(result.Exit == 0, result.Error);
        var average = JsonNode.Parse(result.Out)!["averages"]![0]!;
        Assert.Equal(macro, (double)average["macro_pass_rate"]!["mean"]!, 5);
        Assert.Equal(right / 1833.0, (double)average["micro_pass_rate"]!["mean"]!, 12);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
