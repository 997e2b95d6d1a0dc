using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace PromptLab.Tests.Cli;

public sealed class DiagnoseCommandTests : IDisposable
{
    private static readonly string[] Samples = ["prompts", "evalsets", "results/recordings"];

    private readonly TestBench _bench = new() { Time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero)) };

    // The scoreboard has 20 of 48 for v10, and two items fixed against v9. The order number and the amount are the graded fields.
    [Fact]
    public async Task The_sample_is_told_by_its_reasons_with_flips_and_items_never_solved()
    {
        await RunSampleAsync("refund-ladder");

        var text = await DoAsync("diagnose", "refund-intake@v10");

        Assert.Contains("\n28 of 48† items fail.\n", text, StringComparison.Ordinal);
        Assert.Contains("\n1. order: json-field.wrong, ", text, StringComparison.Ordinal);
        Assert.Contains("Look first at constraints or examples.", text, StringComparison.Ordinal);
        Assert.Contains("Flips against refund-intake@v9: broke 0, fixed 2 of 48 pairs. Fixed: ", text, StringComparison.Ordinal);
        Assert.Contains("Never solved by any of 10 versions in 10 runs: ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("significant", text, StringComparison.OrdinalIgnoreCase);
    }

    // The README of the sample: the best version calls nearly everything positive, 1 of 16 negative reviews is read right.
    [Fact]
    public async Task A_label_that_is_read_as_another_is_an_established_slice_and_the_first_confusion()
    {
        await RunSampleAsync("review-chance");

        var diagnosis = JsonNode.Parse(await DoAsync("diagnose", "review-sentiment@v4", "--json"))!["diagnosis"]!;

        var confusion = diagnosis["confusions"]![0]!;
        Assert.Equal(
            ("negative", 1, 16),
            (
                Text(confusion["recalls"]![0]!, "label"),
                Number(confusion["recalls"]![0]!, "right"),
                Number(confusion["recalls"]![0]!, "wanted")
            )
        );
        Assert.Equal(("negative", "positive"), (Text(confusion["confused"]![0]!, "wanted"), Text(confusion["confused"]![0]!, "predicted")));
        Assert.Equal("label “negative”", Text(diagnosis["slices"]!["established"]![0]!, "name"));
        Assert.Equal("label: label.wrong", Text(diagnosis["modes"]![0]!, "name"));
    }

    [Theory]
    [InlineData("")] // invariant
    [InlineData("fr-FR")] // decimal comma
    [InlineData("ar-SA")] // another calendar, another year
    [InlineData("tr-TR")] // another small i
    public async Task A_diagnosis_is_the_same_bytes_in_every_culture(string culture)
    {
        await RunSampleAsync("review-chance");
        string[][] ways =
        [
            [],
            ["--json"],
            ["--markdown"],
            ["--csv", "failing.csv"],
        ];
        var plain = await AllAsync("");

        Assert.Equal(plain, await AllAsync(culture));

        async Task<IReadOnlyList<string>> AllAsync(string name)
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo(name);
            var texts = new List<string>();
            foreach (var way in ways)
                texts.Add(await DoAsync(["diagnose", "review-sentiment@v4", .. way]));
            return [.. texts, _bench.Read("failing.csv")];
        }
    }

    [Fact]
    public async Task Texts_of_the_holdout_are_never_shown()
    {
        await GradeAsync(
            Enumerable
                .Range(0, 30)
                .Select(i =>
                    i < 20
                        ? (Id: $"open-{i:00}", Split: "dev", Input: "The kettle leaks", Response: i < 8 ? "no" : "yes")
                        : (Id: $"shut-{i:00}", Split: "holdout", Input: "Sealed words", Response: "Sealed answer")
                )
        );

        string[] texts =
        [
            await DoAsync("diagnose", RunId),
            await DoAsync("diagnose", RunId, "--json"),
            await DoAsync("diagnose", RunId, "--markdown", "--csv", "failing.csv"),
        ];

        foreach (var text in texts.Append(_bench.Read("failing.csv")))
        {
            Assert.DoesNotContain("sealed", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("shut-", text, StringComparison.Ordinal);
        }

        Assert.Contains(
            "8 of 20 items fail.\nHoldout: 10 of 10 fail. Nothing else is told of it, so that nobody tunes on it.\n",
            texts[0],
            StringComparison.Ordinal
        );
        Assert.Contains("8 worded alike", texts[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_model_wrote_cannot_steer_a_terminal_or_become_markup()
    {
        await GradeAsync(
            Enumerable
                .Range(0, 4)
                .Select(i => (Id: $"i-{i}", Split: "dev", Input: "The same", Response: "\u001b[2J<b>@all</b>\n::error::x"))
        );

        Assert.DoesNotContain('\u001b', await DoAsync("diagnose", RunId));
        var markdown = await DoAsync("diagnose", RunId, "--markdown");
        Assert.DoesNotContain('\u001b', markdown);
        Assert.DoesNotContain("\n::", markdown, StringComparison.Ordinal);
        Assert.Contains("\n    ␛[2J<b>@all</b>\n", markdown, StringComparison.Ordinal); // inside a block of code
    }

    // Item 1 fails always, item 2 in v1 and v3, item 3 in v3 only; item 4 passes always.
    [Fact]
    public async Task The_table_has_a_row_for_each_failing_item()
    {
        await using var project = await VersionedProject.CreateAsync(items: 4, versions: 3, question =>
            (question.Version, question.Item) is (_, 1) or (1, 2) or (3, 2) or (3, 3) ? "no" : "yes"
        );
        await project.RunAsync("triage@v1 triage@v2 triage@v3");

        var text = await project.DoAsync("diagnose", "triage@v3", "--csv", "failing.csv");

        Assert.Contains(
            "Flips against triage@v2: broke 2, fixed 0 of 4 pairs. Broken: t-02 (right: equals.different), t-03 (right: equals.different).",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("Never solved by any of 3 versions in 3 runs: 1 item: t-01.", text, StringComparison.Ordinal);
        Assert.Equal(
            """
            item_id,mode,grader,code,slices,cluster,stability,flip,never_solved,oscillating
            t-01,right: equals.different,right,equals.different,,1,always_fail,,true,false
            t-02,right: equals.different,right,equals.different,,1,always_fail,broken,false,true
            t-03,right: equals.different,right,equals.different,,1,always_fail,broken,false,false

            """,
            project.Bench.Read("failing.csv")
        );
    }

    [Theory]
    [InlineData("gepa-before-after", "emotion/items.jsonl", "emotion/outputs.baseline.jsonl", "equals")]
    [InlineData("meta-prompting-gpt4", "word_sorting/items.jsonl", "word_sorting/outputs.std.jsonl", "contains")]
    [InlineData("claude-cookbook-classification", "items.jsonl", "outputs/simple.T0.6.jsonl", "contains")]
    public async Task Published_responses_are_diagnosed_as_they_are(string set, string items, string outputs, string grader)
    {
        var folder = SharedFiles.Require($"data/{set}");
        PublishedProject.Write(_bench, Path.Combine(folder, items), $"- {{ id: right, type: {grader} }}");
        var graded = await PublishedProject.GradeAsync(_bench, Path.Combine(folder, outputs), "published-responses");
        var (run, totals) = (Text(graded["run"]!, "run_id"), graded["run"]!["totals"]!);

        var diagnosis = JsonNode.Parse(await DoAsync("diagnose", run, "--json"))!["diagnosis"]!;

        Assert.Equal(
            (Number(totals, "scored"), Number(totals, "scored") - Number(totals, "pass")),
            (Number(diagnosis, "decided"), Number(diagnosis, "failing"))
        );
        Assert.Equal(
            Number(diagnosis, "failing"),
            diagnosis["modes"]!.AsArray().Sum(mode => mode!["item_ids"]!.AsArray().Count) + Number(diagnosis, "outside_modes")
        );
        Assert.Contains("fail", await DoAsync("diagnose", run, "--markdown"), StringComparison.Ordinal);
        Assert.Contains("fail", await DoAsync("diagnose", run), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_was_not_asked_to_the_end_is_diagnosed_with_a_warning()
    {
        await using var project = await VersionedProject.CreateAsync(items: 4, versions: 1, question => question.Item == 1 ? null : "no");
        await project.RunAsync("triage@v1");

        var result = await project.TryAsync("diagnose", "triage@v1");

        Assert.Equal(0, result.Exit);
        Assert.Contains("3 of 3 items fail.\nCalls that failed, none of them a wrong answer: ", result.Out, StringComparison.Ordinal);
        Assert.Contains("warning: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("did not come to its end as it should (incomplete)", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_is_not_there_is_bad_input()
    {
        _bench.Write("promptlab.yaml", "schema: promptlab/config@1\n");

        var result = await _bench.RunAsync("diagnose", "nothing");

        Assert.Equal(2, result.Exit);
        Assert.Contains("nothing: There is no such run in results/runs.", result.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();

    private async Task RunSampleAsync(string experiment)
    {
        foreach (var part in Samples)
            _bench.CopyFolder(Path.Combine(SharedFiles.Root, part), part);
        _bench.Write(
            "promptlab.yaml",
            await File.ReadAllTextAsync(Path.Combine(SharedFiles.Root, "promptlab.yaml"), TestContext.Current.CancellationToken)
        );
        await DoAsync("run", experiment);
    }

    private async Task GradeAsync(IEnumerable<(string Id, string Split, string Input, string Response)> items)
    {
        var all = items.ToList();
        _bench.Write("promptlab.yaml", "schema: promptlab/config@1\n");
        _bench.Write(
            "evalsets/tickets/evalset.yaml",
            """
            schema: promptlab/evalset@1
            name: tickets
            data: items.jsonl
            splits: { dev: { purpose: iterate }, holdout: { purpose: confirm } }
            graders:
              - { id: right, type: equals }
            """
        );
        _bench.Write(
            "evalsets/tickets/items.jsonl",
            string.Concat(
                all.Select(item =>
                    new JsonObject
                    {
                        ["id"] = item.Id,
                        ["split"] = item.Split,
                        ["input"] = item.Input,
                        ["expected"] = "yes",
                    }.ToJsonString() + "\n"
                )
            )
        );
        _bench.Write(
            "responses.jsonl",
            string.Concat(all.Select(item => new JsonObject { ["id"] = item.Id, ["response"] = item.Response }.ToJsonString() + "\n"))
        );
        await DoAsync([
            "grade",
            "--evalset",
            "tickets",
            "--responses",
            "responses.jsonl",
            "--name",
            "given",
            "--split",
            .. all.Select(item => item.Split).Distinct(StringComparer.Ordinal),
        ]);
    }

    private string RunId => Path.GetFileName(Directory.EnumerateDirectories(Path.Combine(_bench.Folder, "results/runs")).Single());

    private async Task<string> DoAsync(params string[] arguments)
    {
        var result = await _bench.RunAsync(arguments);
        Assert.True(result.Exit == 0, result.Error);
        return result.Out;
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private static int Number(JsonNode node, string name) => node[name]!.GetValue<int>();
}
