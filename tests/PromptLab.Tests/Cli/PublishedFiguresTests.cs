using System.Text.Json.Nodes;

namespace PromptLab.Tests.Cli;

/// <summary>
/// Figures that were published for recorded model responses come out exactly, through <c>promptlab grade --responses</c>.
/// Each set differs in its graders only, written as a user would write them.
/// </summary>
public sealed class PublishedFiguresTests : IDisposable
{
    private readonly TestBench _bench = new();

    // BIG-Bench Hard: the trimmed response is the expected text.
    private const string Exactly = "- { id: right, type: equals }";

    // … and with a chain of thought: what stands after the last “the answer is ”, without one full stop at its end.
    private const string AfterTheAnswerIs = """
        - id: right
          type: equals
          extract: [{ after: "the answer is " }, { drop_suffix: "." }]
        """;

    // GSM8K: what stands after the last “A:” or “####”, without commas and a full stop at its end.
    private const string AfterTheLastA = """
        - id: right
          type: equals
          extract: [{ regex: '(?:A:|####)([^\n]*)', group: 1 }, { remove: ',' }, { drop_suffix: '.' }]
        """;

    private const string Contained = "- { id: right, type: contains }";

    // Program of Thoughts: equal once both are rounded to the fewer printed decimals.
    private const string Rounded = "- { id: right, type: number, tolerance: { rounding: fewer-decimals } }";

    // Meta-prompting: in small letters, what stands between the quotes after the last “>> FINAL ANSWER:”, without some punctuation.
    private const string FinalAnswer = """
          ignore_case: true
          extract:
            - { after: ">> final answer:\n\"\"\"", ignore_case: true }
            - { until: "\"\"\"" }
            - { remove: ",;:.\"" }
            - { replace: "\n", with: " " }
        """;

    [Theory]
    [InlineData("boolean_expressions")]
    [InlineData("causal_judgement")]
    [InlineData("date_understanding")]
    [InlineData("multistep_arithmetic_two")]
    [InlineData("object_counting")]
    [InlineData("penguins_in_a_table")]
    [InlineData("sports_understanding")]
    [InlineData("word_sorting")]
    public async Task Big_bench_hard(string task)
    {
        await ReproduceAsync("bbh-codex", $"{task}/direct", $"{task}/items.jsonl", $"{task}/outputs.direct.jsonl", Exactly);
        await ReproduceAsync("bbh-codex", $"{task}/cot", $"{task}/items.jsonl", $"{task}/outputs.cot.jsonl", AfterTheAnswerIs);
    }

    [Theory]
    [InlineData("6b_finetuning")]
    [InlineData("6b_verification")]
    public Task Gsm8k(string model) => ReproduceAsync("gsm8k-openai-6b", model, "items.jsonl", $"outputs.{model}.jsonl", AfterTheLastA);

    [Theory]
    [InlineData("simple")]
    [InlineData("rag")]
    [InlineData("rag_cot")]
    public async Task Claude_cookbook_classification(string prompt)
    {
        foreach (var temperature in new[] { "0.0", "0.2", "0.4", "0.6", "0.8" })
            await ReproduceAsync(
                "claude-cookbook-classification",
                $"{prompt}.T{temperature}",
                "items.jsonl",
                $"outputs/{prompt}.T{temperature}.jsonl",
                Contained
            );
    }

    [Theory]
    [InlineData("svamp_few_shot", Rounded)]
    [InlineData("svamp_zero_shot", Rounded)]
    [InlineData("aqua_few_shot", Exactly)]
    public Task Program_of_thoughts(string cell, string grader) =>
        ReproduceAsync("pot-numeric", cell, $"{cell}/items.jsonl", $"{cell}/outputs.jsonl", grader);

    [Theory]
    [InlineData("std")]
    [InlineData("zero_shot_cot")]
    [InlineData("expert_static")]
    [InlineData("expert_dynamic")]
    [InlineData("multi_persona")]
    [InlineData("meta")]
    [InlineData("meta_python")]
    public async Task Meta_prompting(string strategy)
    {
        await ReproduceAsync(
            "meta-prompting-gpt4",
            $"word_sorting/{strategy}",
            "word_sorting/items.jsonl",
            $"word_sorting/outputs.{strategy}.jsonl",
            "- id: right\n  type: equals\n" + FinalAnswer
        );
        await ReproduceAsync(
            "meta-prompting-gpt4",
            $"MGSM_DE/{strategy}",
            "MGSM_DE/items.jsonl",
            $"MGSM_DE/outputs.{strategy}.jsonl",
            "- id: right\n  type: contains\n" + FinalAnswer
        );
    }

    public void Dispose() => _bench.Dispose();

    private async Task ReproduceAsync(string set, string figure, string items, string outputs, string grader)
    {
        var folder = SharedFiles.Require($"data/{set}");
        var expected = JsonNode.Parse(
            await File.ReadAllTextAsync(Path.Combine(folder, "expected.json"), TestContext.Current.CancellationToken)
        )!["figures"]!
            .AsArray()
            .Single(one => one!["id"]!.GetValue<string>() == figure)!;
        PublishedProject.Write(_bench, Path.Combine(folder, items), grader);

        var summary = (await PublishedProject.GradeAsync(_bench, Path.Combine(folder, outputs), "published"))["summary"]!;

        Assert.Equal(
            (expected["k"]!.GetValue<int>(), expected["n"]!.GetValue<int>()),
            (summary["passed"]!.GetValue<int>(), summary["scored"]!.GetValue<int>())
        );
    }
}
