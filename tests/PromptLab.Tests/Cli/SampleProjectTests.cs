using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using PromptLab.Files;
using PromptLab.Results;

namespace PromptLab.Tests.Cli;

/// <summary>The sample project of this repository, replayed from its recordings.</summary>
public sealed class SampleProjectTests : IDisposable
{
    private static readonly string[] Parts = ["prompts", "evalsets", "results/recordings"];

    private readonly TestBench _bench = new() { Time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero)) };

    public SampleProjectTests()
    {
        foreach (var part in Parts)
            _bench.CopyFolder(Path.Combine(SharedFiles.Root, part), part);
        _bench.Write("promptlab.yaml", File.ReadAllText(Path.Combine(SharedFiles.Root, "promptlab.yaml")));
    }

    [Fact]
    public async Task The_check_finds_nothing_wrong()
    {
        var result = await _bench.RunAsync("check");

        Assert.Equal("", result.Error);
        Assert.EndsWith("nothing is wrong, 3 silenced. Nothing was sent.\n", result.Out, StringComparison.Ordinal);
        Assert.Equal(0, result.Exit);
    }

    [Fact]
    public async Task What_is_silenced_in_files_that_can_not_be_read_is_not_called_unused()
    {
        _bench.Write(
            "evalsets/refund-intake/evalset.yaml",
            _bench.Read("evalsets/refund-intake/evalset.yaml").Replace("purpose: confirm", "purpos: confirm", StringComparison.Ordinal)
        );

        var result = await _bench.RunAsync("check");

        Assert.Contains(
            "evalsets/refund-intake/evalset.yaml:11: “purpos” is not known in the split “holdout”. Did you mean “purpose”?",
            result.Out,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("unused-silence", result.Out, StringComparison.Ordinal);
    }

    // The figures of the live runs, on the committed scoreboard.
    [Fact]
    public async Task The_replay_gives_the_figures_of_the_live_runs()
    {
        var live = RowsOf(Path.Combine(SharedFiles.Root, "results/scoreboard.csv")).Where(row => row.Model == "smollm-live").ToList();

        await _bench.RunAsync("run", "refund-ladder");
        await _bench.RunAsync("run", "review-chance");

        Assert.Equal(14, live.Count);
        Assert.Equal(live.Select(OwnFigures), RowsOf(Path.Combine(_bench.Folder, "results/scoreboard.csv")).Select(OwnFigures));
    }

    [Theory]
    [InlineData("")] // invariant
    [InlineData("fr-FR")] // decimal comma
    [InlineData("ar-SA")] // another calendar, another year
    [InlineData("tr-TR")] // another small i
    public async Task A_replay_is_the_same_bytes_in_every_culture(string culture)
    {
        var plain = await ReplayAsync("");
        Directory.Delete(Path.Combine(_bench.Folder, "results/runs"), recursive: true);
        File.Delete(Path.Combine(_bench.Folder, "results/scoreboard.csv"));

        var other = await ReplayAsync(culture);

        Assert.Equal(plain.Summary, other.Summary);
        Assert.Equal(plain.Scoreboard, other.Scoreboard);
        Assert.Equal(plain.Items, other.Items);
    }

    [Fact]
    public async Task A_second_replay_differs_in_ids_and_times_only()
    {
        var first = await ReplayAsync("");
        ((FakeTimeProvider)_bench.Time).Advance(TimeSpan.FromHours(1));
        var second = await ReplayAsync("");

        Assert.Equal(first.Summary, second.Summary);
        var rows = second.Scoreboard.TrimEnd('\n').Split('\n').Skip(1).ToList();
        Assert.Equal(rows.Take(10).Select(WithoutIdAndTime), rows.Skip(10).Select(WithoutIdAndTime));
        Assert.Equal(first.Items.Take(10).Select(WithoutRunIds), second.Items.Skip(10).Select(WithoutRunIds));
    }

    [Theory]
    [InlineData("--dry-run")]
    [InlineData("--json")]
    public async Task An_edited_draft_is_refused_by_a_recording_before_anything_is_asked(string option)
    {
        EditDraft();

        var result = await _bench.RunAsync([.. "run --prompt refund-intake@draft --evalset refund-intake --split dev".Split(' '), option]);

        Assert.Equal(2, result.Exit);
        Assert.Contains(
            "--model: 48 of 48 requests of refund-intake@draft were never recorded, and “smollm” only replays. Pass a model that answers: --model smollm-live\n",
            result.Error + result.Out.Replace("\\n", "\n", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
        Assert.False(Directory.Exists(Path.Combine(_bench.Folder, "results/runs")));
    }

    [Fact]
    public async Task A_claim_on_a_text_that_was_never_recorded_takes_no_look()
    {
        EditDraft();
        await _bench.RunAsync("freeze", "refund-intake", "--hypothesis", "Care helps.");

        var result = await _bench.RunAsync("confirm", "refund-intake@v11", "--against", "refund-intake@v8", "--model", "smollm");

        Assert.Equal(2, result.Exit);
        Assert.Contains("requests of refund-intake@v11 were never recorded", result.Error, StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(Path.Combine(_bench.Folder, "evalsets/refund-intake")).Length); // no ledger of looks
    }

    [Fact]
    public async Task Grading_a_run_anew_with_the_same_labels_gives_the_same_figures()
    {
        await _bench.RunAsync("run", "review-chance");

        var result = await _bench.RunAsync("grade", "review-sentiment@v4", "--json");

        Assert.True(result.Exit == 0, result.Error);
        var rows = RowsOf(Path.Combine(_bench.Folder, "results/scoreboard.csv"));
        Assert.Equal(5, rows.Count);
        Assert.Equal(Figures(rows[3]), Figures(rows[4]));
        Assert.Equal(("local", "regrade"), (rows[3].Trigger, rows[4].Trigger));
    }

    [Fact]
    public async Task Two_versions_are_compared_item_by_item_and_side_by_side()
    {
        await _bench.RunAsync("run", "refund-ladder");

        var result = await _bench.RunAsync("compare", "refund-intake@v7", "refund-intake@v8", "--json", "--csv", "compare.csv");

        Assert.True(result.Exit == 0, result.Error);
        var counts = JsonNode.Parse(result.Out)!["comparisons"]![0]!["counts"]!;
        // v7 passes 0 of 48 and v8 17 of 48.
        Assert.Equal(
            (17, 0, 0, 31),
            (
                counts["fixed"]!.GetValue<int>(),
                counts["broken"]!.GetValue<int>(),
                counts["both_pass"]!.GetValue<int>(),
                counts["both_fail"]!.GetValue<int>()
            )
        );
        Assert.StartsWith(
            "item_id,split,tags,change,customer_message,expected,v7.status,v7.score,v8.status,v8.score,v7.output,v8.output\n",
            _bench.Read("compare.csv"),
            StringComparison.Ordinal
        );
    }

    // v8 passes 17 of 48 and v1 none.
    [Fact]
    public async Task A_race_of_the_first_version_against_the_eighth_is_stopped_early_and_can_go_on()
    {
        string[] dev = ["--evalset", "refund-intake", "--split", "dev"];
        await _bench.RunAsync(["run", "--prompt", "refund-intake@v8", .. dev]);

        var raced = await _bench.RunAsync([
            "run",
            "--prompt",
            "refund-intake@v1",
            .. dev,
            "--race",
            "refund-intake@v8",
            "--concurrency",
            "1",
            "--json",
        ]);

        Assert.True(raced.Exit == 0, raced.Error);
        var run = JsonNode.Parse(raced.Out)!["runs"]![0]!["run"]!;
        Assert.Equal("unfinished", run["status"]!.GetValue<string>());
        Assert.InRange(run["totals"]!["results"]!.GetValue<int>(), 5, 24);
        Assert.Matches(
            @"^refund-intake@v1: The race against refund-intake@v8 was stopped after \d+ of 48 items: \d lost, 0 won; the chance of ending ahead is \d\.\d%\. \d+ calls were saved\.$",
            raced.Error.Split('\n').Single(line => line.Contains("The race", StringComparison.Ordinal))
        );
        Assert.Equal(["v8"], RowsOf(Path.Combine(_bench.Folder, "results/scoreboard.csv")).Select(row => row.Version));

        var whole = await _bench.RunAsync("run", "--resume", run["run_id"]!.GetValue<string>());

        Assert.True(whole.Exit == 0, whole.Error);
        var rows = RowsOf(Path.Combine(_bench.Folder, "results/scoreboard.csv"));
        Assert.Equal(["v8", "v1"], rows.Select(row => row.Version));
        var live = RowsOf(Path.Combine(SharedFiles.Root, "results/scoreboard.csv"))
            .Single(row => row is { Prompt: "refund-intake", Version: "v1", Model: "smollm-live" });
        Assert.Equal(OwnFigures(live), OwnFigures(rows[1]));
    }

    public void Dispose() => _bench.Dispose();

    private sealed record Replay(string Summary, string Scoreboard, IReadOnlyList<string> Items);

    private async Task<Replay> ReplayAsync(string culture)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo(culture);
        var result = await _bench.RunAsync("run");
        Assert.True(result.Exit == 0, result.Error);
        return new Replay(
            result.Out,
            _bench.Read("results/scoreboard.csv"),
            [
                .. Directory
                    .EnumerateFiles(Path.Combine(_bench.Folder, "results/runs"), "items.csv", SearchOption.AllDirectories)
                    .Order(StringComparer.Ordinal)
                    .Select(File.ReadAllText),
            ]
        );
    }

    private static IReadOnlyList<ScoreboardRow> RowsOf(string path) =>
        new Scoreboard(path, "scoreboard.csv", TimeProvider.System).Read(new Problems());

    private static string WithoutIdAndTime(string row) => string.Join(',', row.Split(',').Where((_, column) => column is not (1 or 2)));

    private static string WithoutRunIds(string table) =>
        string.Join(
            '\n',
            table
                .Split('\n')
                .Select(line =>
                    line.StartsWith("2026", StringComparison.Ordinal) ? line[(line.IndexOf(',', StringComparison.Ordinal) + 1)..] : line
                )
        );

    // All that follows from the prompts, the items and the responses; not who ran it, when and under which alias.
    // Without the comparison, which rows of before it was made do not hold.
    private static string OwnFigures(ScoreboardRow row) =>
        Figures(
            row with
            {
                GradersHash = "", // the grader “label” has had a later revision since, with the same verdicts
                Baseline = null,
                Delta = null,
                DeltaCiLow = null,
                DeltaCiHigh = null,
                Fixed = null,
                Broken = null,
                PValue = null,
                Verdict = null,
                CorrectedPValue = null,
            }
        );

    private static string Figures(ScoreboardRow row) =>
        JsonSerializer.Serialize(
            row with
            {
                RunId = "",
                StartedAt = default,
                Trigger = null,
                Model = "",
                GitCommit = null,
                GitDirty = null,
                ToolVersion = null,
            }
        );

    private void EditDraft() =>
        _bench.Write(
            "prompts/refund-intake/draft.prompt.md",
            _bench.Read("prompts/refund-intake/draft.prompt.md").Replace("experienced", "careful", StringComparison.Ordinal)
        );
}
