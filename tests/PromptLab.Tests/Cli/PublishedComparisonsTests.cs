using System.Text.Json.Nodes;

namespace PromptLab.Tests.Cli;

/// <summary>
/// Paired tables of recorded model responses, with McNemar's test and Wilson's intervals as scipy and statsmodels give them, come
/// out through <c>promptlab grade --responses</c> for each side and <c>promptlab compare</c>, under one set of graders.
/// </summary>
public sealed class PublishedComparisonsTests : IDisposable
{
    private const double Tolerance = 1e-6;

    // BIG-Bench Hard, for answers alone and for chains of thought: what stands after the last “the answer is ”, else the whole
    // text; without one full stop at its end, which no answer alone has.
    private const string AnswerOrAfterTheAnswerIs = """
        - id: right
          type: equals
          extract: [{ regex: '(?s)\A(?:.*the answer is )?(.*)\z', group: 1 }, { drop_suffix: "." }]
        """;

    private const string Contained = "- { id: right, type: contains }";
    private const string SameLabel = "- { id: right, type: equals }";

    // Meta-prompting: in small letters, what stands between the quotes after the last “>> FINAL ANSWER:”, without some punctuation.
    private const string FinalAnswer = """
        - id: right
          type: TYPE
          ignore_case: true
          extract:
            - { after: ">> final answer:\n\"\"\"", ignore_case: true }
            - { until: "\"\"\"" }
            - { remove: ",;:.\"" }
            - { replace: "\n", with: " " }
        """;

    private readonly TestBench _bench = new();

    [Theory]
    [InlineData("boolean_expressions")]
    [InlineData("causal_judgement")]
    [InlineData("date_understanding")]
    [InlineData("multistep_arithmetic_two")]
    [InlineData("object_counting")]
    [InlineData("penguins_in_a_table")]
    [InlineData("sports_understanding")]
    [InlineData("word_sorting")]
    public Task Big_bench_hard_with_and_without_a_chain_of_thought(string task) =>
        CompareAllAsync(
            "bbh-codex",
            pair => pair.StartsWith(task + "/", StringComparison.Ordinal),
            1,
            $"{task}/items.jsonl",
            side => $"{task}/outputs.{side.Split('/')[1]}.jsonl",
            AnswerOrAfterTheAnswerIs
        );

    [Fact]
    public Task Prompts_and_temperatures_of_the_Claude_cookbook() =>
        CompareAllAsync("claude-cookbook-classification", _ => true, 5, "items.jsonl", side => $"outputs/{side}.jsonl", Contained);

    [Theory]
    [InlineData("word_sorting", "equals")]
    [InlineData("MGSM_DE", "contains")]
    public Task Strategies_of_meta_prompting(string task, string grader) =>
        CompareAllAsync(
            "meta-prompting-gpt4",
            pair => pair.StartsWith(task + "/", StringComparison.Ordinal),
            7,
            $"{task}/items.jsonl",
            side => $"{task}/outputs.{side.Split('/')[1]}.jsonl",
            FinalAnswer.Replace("TYPE", grader, StringComparison.Ordinal)
        );

    [Fact]
    public Task Prompts_before_and_after_an_optimiser() =>
        CompareAllAsync(
            "gepa-before-after",
            _ => true,
            3,
            "emotion/items.jsonl",
            side => $"emotion/outputs.{side.Split('/')[1]}.jsonl",
            SameLabel
        );

    public void Dispose() => _bench.Dispose();

    private async Task CompareAllAsync(
        string set,
        Func<string, bool> chosen,
        int pairs,
        string items,
        Func<string, string> outputsOf,
        string graders
    )
    {
        var folder = SharedFiles.Require($"data/{set}");
        var all = JsonNode.Parse(
            await File.ReadAllTextAsync(Path.Combine(folder, "expected.json"), TestContext.Current.CancellationToken)
        )!["paired_statistics_computed_here"]!.AsArray();
        var expected = all.Where(pair => chosen(Text(pair!, "a"))).ToList();
        Assert.Equal(pairs, expected.Count);
        PublishedProject.Write(_bench, Path.Combine(folder, items), graders);
        var runs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var side in expected.SelectMany(pair => new[] { Text(pair!, "a"), Text(pair!, "b") }).Distinct(StringComparer.Ordinal))
            runs.Add(
                side,
                Text(
                    (await PublishedProject.GradeAsync(_bench, Path.Combine(folder, outputsOf(side)), side.Replace('/', '-')))["run"]!,
                    "run_id"
                )
            );

        foreach (var pair in expected)
        {
            var result = await _bench.RunAsync("compare", runs[Text(pair!, "a")], runs[Text(pair!, "b")], "--json");
            Assert.True(result.Exit == 0, result.Error);
            AssertSame(pair!, JsonNode.Parse(result.Out)!["comparisons"]![0]!);
        }
    }

    private static void AssertSame(JsonNode expected, JsonNode found)
    {
        var (counts, pass, test) = (found["counts"]!, found["pass_rate"]!, found["pass_rate"]!["mc_nemar"]!);
        Assert.Equal(
            (
                Count(expected, "n"),
                Count(expected, "both"),
                Count(expected, "a_only"),
                Count(expected, "b_only"),
                Count(expected, "neither")
            ),
            (Count(pass, "items"), Count(counts, "both_pass"), Count(counts, "broken"), Count(counts, "fixed"), Count(counts, "both_fail"))
        );
        Assert.Equal((Count(expected, "a_only"), Count(expected, "b_only")), (Count(pass, "losses"), Count(pass, "wins")));
        AssertNear(expected["acc_a"], pass["baseline"]);
        AssertNear(expected["acc_b"], pass["candidate"]);
        AssertNear(expected["diff_b_minus_a"], pass["difference"]);
        AssertNear(expected["mcnemar_exact_two_sided_p"], test["exact_two_sided"]);
        AssertNear(expected["mcnemar_chi2_cc"], test["chi_squared_corrected"]);
        AssertNear(expected["mcnemar_chi2_cc_p"], test["chi_squared_corrected_p"]);
        AssertNear(expected["wilson95_a"]![0], found["baseline_figures"]!["pass_interval"]!["low"]);
        AssertNear(expected["wilson95_a"]![1], found["baseline_figures"]!["pass_interval"]!["high"]);
        AssertNear(expected["wilson95_b"]![0], found["candidate_figures"]!["pass_interval"]!["low"]);
        AssertNear(expected["wilson95_b"]![1], found["candidate_figures"]!["pass_interval"]!["high"]);
    }

    private static void AssertNear(JsonNode? expected, JsonNode? found) =>
        Assert.Equal(expected!.GetValue<double>(), found!.GetValue<double>(), Tolerance);

    private static int Count(JsonNode node, string name) => node[name]!.GetValue<int>();

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
