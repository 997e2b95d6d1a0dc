using System.Text.Json.Nodes;
using PromptLab.Tests.Cli;

namespace PromptLab.Tests.Grading.Instructions;

/// <summary>Our checks against the verdicts that IFEval's own checks gave the responses of three models.</summary>
public sealed class IfevalAgreementTests : IDisposable
{
    private const string Lowercase = "change_case:english_lowercase";
    private const string Capital = "change_case:english_capital";
    private const string Letters = "keywords:letter_frequency";

    // These lean on a language detector (langdetect), a sentence splitter and a tokenizer (NLTK).
    private static readonly string[] Leaning =
    [
        "change_case:capital_word_frequency",
        "language:response_language",
        "length_constraints:number_sentences",
    ];

    // Every letter of these is of the wanted kind, and they are English as far as they are anything: single words, lists of first names,
    // and “jjjjjjjj”. IFEval also asks langdetect, which takes short texts for another language.
    private static readonly (string, string, string)[] TakenForAnotherLanguage =
    [
        ("claude", "en-1843", Lowercase), // "ocean crest properties"
        ("claude", "en-202", Lowercase), // etchings.
        ("claude", "en-3456", Capital), // 1. ABIGAIL 2. ALEXANDER …
        ("claude", "en-3608", Lowercase), // … jjjjjjjjjjjjjjjj …
        ("gpt", "en-202", Lowercase), // inscriptions
    ];

    // langdetect draws lots: of the eight times that it is asked, once it says English.
    private static readonly (string, string, string)[] TakenForEnglishAtLast = [("gpt", "en-202", Lowercase)];

    // IFEval draws a letter by chance in place of “#”: its strict and loose verdicts on the same four hashtags differ.
    private static readonly (string, string, string)[] LetterByChance = [("gpt", "en-1122", Letters), ("mistralai", "en-1122", Letters)];

    private readonly TestBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Strict_verdicts_of_the_22_types_that_need_no_library_differ_in_five_short_or_odd_responses_only()
    {
        var verdicts = IfevalVerdicts.Read().Where(verdict => !Leaning.Contains(verdict.Type)).ToList();

        Assert.Equal((2178, 22), (verdicts.Count, verdicts.DistinctBy(verdict => verdict.Type).Count()));
        Assert.Equal(
            TakenForAnotherLanguage.Order(),
            verdicts
                .Where(verdict => verdict.OurStrict != verdict.Strict)
                .Select(verdict => (verdict.Model, verdict.Item, verdict.Type))
                .Order()
        );
    }

    [Fact]
    public void Loose_verdicts_of_these_types_differ_there_and_where_the_origin_draws_a_letter_by_chance()
    {
        var verdicts = IfevalVerdicts.Read().Where(verdict => !Leaning.Contains(verdict.Type));

        Assert.Equal(
            TakenForAnotherLanguage.Except(TakenForEnglishAtLast).Concat(LetterByChance).Order(),
            verdicts
                .Where(verdict => verdict.OurLoose != verdict.Loose)
                .Select(verdict => (verdict.Model, verdict.Item, verdict.Type))
                .Order()
        );
    }

    [Theory]
    [InlineData("change_case:capital_word_frequency", 75, 0, 0)]
    [InlineData("language:response_language", 93, 0, 7)] // what is short, or in two languages, is undecided
    [InlineData("length_constraints:number_sentences", 156, 2, 0)] // a thread without capital letters; a little more than 100 sentences
    public void Strict_verdicts_of_the_three_other_types_are_compared_apart(string type, int count, int opposite, int undecided)
    {
        var verdicts = IfevalVerdicts.Read().Where(verdict => verdict.Type == type).ToList();

        Assert.Equal(count, verdicts.Count);
        Assert.InRange(verdicts.Count(verdict => verdict.OurStrict == !verdict.Strict), 0, opposite);
        Assert.InRange(verdicts.Count(verdict => verdict.OurStrict is null), 0, undecided);
    }

    // Instruction-level accuracy is micro precision; prompt-level accuracy is the mean of “all-…”.
    [Theory]
    [InlineData("claude-3-haiku-20240307", 77.3)]
    [InlineData("gpt-4o-mini-2024-07-18", 86.0)]
    [InlineData("mistralai__Mistral-7B-Instruct-v0.3", 59.0)]
    public async Task Published_figures_come_out_within_six_tenths_of_a_point_through_grade_responses(string model, double published)
    {
        const double points = 0.6;
        const double pointsOfPrompts = 1; // the figures of the set itself; a prompt with an undecided instruction is left out of ours
        var folder = SharedFiles.Require("data/ifeval-en/en");

        var strict = (await GradeAsync(folder, model, "strict"))["summary"]!["graders"]![0]!;
        var loose = (await GradeAsync(folder, model, "loose"))["summary"]!["graders"]![0]!;

        Assert.InRange(Percent(strict["micro"]!["precision"]), published - points, published + points);
        Assert.InRange((int)strict["micro"]!["matches"]!["wanted"]!, 834 - 4, 834);
        Assert.InRange(Percent(loose["micro"]!["precision"]) - Figure($"en/{model}/instruction-level loose"), -points, points);
        Assert.InRange(Metric(strict, "all-strict") - Figure($"en/{model}/prompt-level strict"), -pointsOfPrompts, pointsOfPrompts);
        Assert.InRange(Metric(strict, "all-loose") - Figure($"en/{model}/prompt-level loose"), -pointsOfPrompts, pointsOfPrompts);
    }

    private async Task<JsonNode> GradeAsync(string folder, string model, string mode)
    {
        _bench.Write("promptlab.yaml", "schema: promptlab/config@1\n");
        _bench.Write(
            "evalsets/ifeval/evalset.yaml",
            $$"""
            schema: promptlab/evalset@1
            name: ifeval
            data: items.jsonl
            columns: { expected.instruction_id_list: instruction_id_list, expected.kwargs: kwargs }
            graders:
              - { id: followed, type: instructions, mode: {{mode}} }
            """
        );
        _bench.Write("evalsets/ifeval/items.jsonl", await ReadAsync(folder, "items.jsonl"));
        _bench.Write(
            "responses.jsonl",
            string.Concat(
                (await ReadAsync(folder, $"outputs.{model}.jsonl"))
                    .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Select(line => JsonNode.Parse(line)!)
                    .Select(line =>
                        new JsonObject { ["id"] = (string)line["id"]!, ["response"] = (string?)line["output"] }.ToJsonString() + "\n"
                    )
            )
        );
        var result = await _bench.RunAsync([
            "grade",
            "--evalset",
            "ifeval",
            "--responses",
            "responses.jsonl",
            "--name",
            $"{model}-{mode}",
            "--null-response",
            "wrong",
            "--json",
        ]);
        Assert.True(result.Exit == 0, result.Error);
        return JsonNode.Parse(result.Out)!["runs"]![0]!;
    }

    private static double Figure(string id) =>
        JsonNode.Parse(File.ReadAllText(SharedFiles.Require("data/ifeval-en/expected.json")))!["figures"]!
            .AsArray()
            .Single(figure => (string?)figure!["id"] == id)!["recomputed"]!.GetValue<double>();

    private static double Metric(JsonNode grader, string name) =>
        Percent(grader["metrics"]!.AsArray().Single(metric => (string?)metric!["name"] == name)!["mean"]);

    private static double Percent(JsonNode? share) => 100 * share!.GetValue<double>();

    private static Task<string> ReadAsync(string folder, string file) =>
        File.ReadAllTextAsync(Path.Combine(folder, file), TestContext.Current.CancellationToken);
}
