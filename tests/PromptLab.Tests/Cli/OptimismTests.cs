using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;

namespace PromptLab.Tests.Cli;

/// <summary>
/// Dev scores of versions that were tuned on dev are labelled as optimistic wherever they appear: every output of the sample's
/// commands is gone through for a rate or a mean score that is not. Each first version has 0 of 48, or of 32, and names the order
/// number in 10 of 39 (0.256), so that every other figure is one of a tuned version.
/// </summary>
public sealed partial class OptimismTests : IDisposable
{
    private const string Meaning =
        "† tuning score (optimistic): the version was written when results of its parent on these items could be read. “Better” is better on the items it was tuned on; promptlab confirm tells whether it holds.";

    private readonly TestBench _bench = new() { Time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero)) };

    public OptimismTests()
    {
        foreach (var part in new[] { "prompts", "evalsets", "results/recordings" })
            _bench.CopyFolder(Path.Combine(SharedFiles.Root, part), part);
        _bench.Write("promptlab.yaml", File.ReadAllText(Path.Combine(SharedFiles.Root, "promptlab.yaml")));
        _bench.Variables["GITHUB_STEP_SUMMARY"] = Path.Combine(_bench.Folder, "summary.md");
    }

    [Fact]
    public async Task No_output_of_the_sample_shows_a_rate_of_a_tuned_version_without_the_mark()
    {
        foreach (var command in new[] { "run", "run review-chance", "run refund-nightly", "grade refund-intake@v10" })
            IsMarked(command + " --details", await DoAsync(command + " --details"));
        foreach (
            var shown in new[]
            {
                "board",
                "board --plot",
                "board --all",
                "log refund-intake",
                "diagnose refund-intake@v10",
                "diagnose review-sentiment@v4",
                "compare refund-intake@v1 refund-intake@v9 refund-intake@v10",
                "gate refund-nightly",
            }
        )
            IsMarked(shown, await DoAsync(shown));
        foreach (
            var shown in new[]
            {
                "log refund-intake",
                "diagnose review-sentiment@v4",
                "compare refund-intake@v8 refund-intake@v9",
                "gate refund-nightly",
            }
        )
            IsMarked(shown + " --markdown", await DoAsync(shown + " --markdown"));
        foreach (var shown in new[] { "status refund-intake", "status review-sentiment" })
            IsMarked(
                shown,
                string.Join(
                    '\n',
                    (await DoAsync(shown)).Split('\n').Where(line => !line.Contains("an edit breaks", StringComparison.Ordinal))
                )
            ); // no score, but a share that power is reckoned with
        await DoAsync("gate refund-nightly --github");
        IsMarked("the summary of a step", _bench.Read("summary.md"));
    }

    [Fact]
    public async Task The_ten_lines_of_a_run_mark_every_rate_of_a_tuned_version_and_say_what_the_mark_means()
    {
        foreach (var command in new[] { "run", "run review-chance", "grade refund-intake@v10" })
        {
            var text = await DoAsync(command);

            Assert.Equal(
                2,
                text.Split("† tuning score (optimistic): results on these items could be read when the version was written.").Length
            );
            var rows = text.Split('\n').Where(line => TunedRow().IsMatch(line)).ToList();
            Assert.NotEmpty(rows);
            Assert.All(rows, row => Assert.Matches("[0-9]%†", row));
            Assert.All(rows.Where(row => row.Contains(" pp", StringComparison.Ordinal)), row =>
                Assert.Contains(" pp†", row, StringComparison.Ordinal)
            );
        }
    }

    [Theory]
    [InlineData(
        "run --prompt review-sentiment@v1 review-sentiment@v4 --evalset review-sentiment --split dev --details",
        "review-sentiment@v4 --against review-sentiment@v1"
    )]
    [InlineData("grade review-sentiment@v4 --details", "review-sentiment@v4 --against review-sentiment@v3")]
    [InlineData("board review-sentiment", "review-sentiment@v4 --against review-sentiment@v1")]
    [InlineData("log review-sentiment", "review-sentiment@v4 --against review-sentiment@v1")]
    [InlineData("diagnose review-sentiment@v3", "review-sentiment@v3 --against review-sentiment@v2")]
    [InlineData("compare review-sentiment@v2 review-sentiment@v3 --markdown", "review-sentiment@v3 --against review-sentiment@v2")]
    public async Task The_note_stands_there_once_and_says_what_makes_a_claim(string command, string claim)
    {
        await DoAsync("run review-chance");

        var text = await DoAsync(command);

        Assert.Equal(2, text.Split(Meaning).Length);
        Assert.Contains($"\nA claim comes from the holdout: promptlab confirm {claim}\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task First_versions_are_not_marked()
    {
        foreach (
            var command in new[]
            {
                "run --prompt review-sentiment@v1 --evalset review-sentiment --split dev",
                "board",
                "log review-sentiment",
                "diagnose review-sentiment@v1",
                "compare review-sentiment@v1 review-sentiment@v1",
            }
        )
            Assert.DoesNotContain("†", await DoAsync(command), StringComparison.Ordinal);
    }

    // Nothing is known of how they came about.
    [Fact]
    public async Task Responses_without_a_prompt_are_not_marked()
    {
        _bench.Write("given.csv", "id,response\n" + string.Concat(Ids().Select(id => $"{id},positive\n")));

        var result = await _bench.RunAsync("grade", "--evalset", "review-sentiment", "--responses", "given.csv");

        Assert.Contains("passed", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("†", result.Out + result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("†", (await _bench.RunAsync("board")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Machines_read_it_on_each_side()
    {
        var run = await JsonAsync("run review-chance --json");
        Assert.Equal([false, true, true, true], run["runs"]!.AsArray().Select(one => Is(one, "is_tuning_score")));
        Assert.Equal(
            [null, false, true, true],
            run["runs"]!
                .AsArray()
                .Select(one => one!["comparison"] is { } comparison ? Is(comparison, "baseline_is_tuning_score") : (bool?)null)
        );

        Assert.True(Is((await JsonAsync("grade review-sentiment@v4 --json"))["runs"]![0], "is_tuning_score"));
        Assert.Equal(
            [false, true, true, true],
            (await JsonAsync("board review-sentiment --json"))["lines"]!.AsArray().Select(line => Is(line, "is_tuning_score"))
        );
        Assert.Equal(
            [false, true, true, true],
            (await JsonAsync("log review-sentiment --json"))["versions"]!
                .AsArray()
                .Select(entry => Is(entry!["outcomes"]![0]!["line"], "is_tuning_score"))
        );
        var comparison = (await JsonAsync("compare review-sentiment@v1 review-sentiment@v4 --json"))["comparisons"]![0]!;
        Assert.Equal(
            (false, true),
            (Is(comparison["baseline_figures"], "is_tuning_score"), Is(comparison["candidate_figures"], "is_tuning_score"))
        );
        Assert.True(Is((await JsonAsync("diagnose review-sentiment@v4 --json"))["diagnosis"], "is_tuning_score"));
        Assert.False(Is((await JsonAsync("diagnose review-sentiment@v1 --json"))["diagnosis"], "is_tuning_score"));
        Assert.Equal(
            ["false", "true", "true", "true", "true"],
            _bench.Read("results/scoreboard.csv").TrimEnd('\n').Split('\n').Skip(1).Select(row => row.Split(',')[Column("optimistic")])
        );
    }

    [Fact]
    public async Task No_pass_rate_goes_to_machines_without_the_word_beside_or_above_it()
    {
        foreach (
            var command in new[]
            {
                "run review-chance",
                "grade review-sentiment@v4",
                "board review-sentiment",
                "log review-sentiment",
                "compare review-sentiment@v1 review-sentiment@v4",
            }
        )
        {
            var rates = Rates(await JsonAsync(command + " --json")).ToList();

            Assert.NotEmpty(rates);
            Assert.All(rates, rate => Assert.True(IsTold(rate), $"{command}: {rate.GetPath()}"));
        }
    }

    [Fact]
    public async Task A_gate_says_it_of_the_judged_run_and_of_its_baseline()
    {
        await DoAsync("run --prompt refund-intake@v1 refund-intake@v10 --evalset refund-intake --split dev");

        var report = JsonNode.Parse(
            (await _bench.RunAsync("gate", "--run", "refund-intake@v10", "--gate", "metric: pass_rate, against: v1", "--json")).Out
        )!["runs"]![0]!;

        Assert.True(Is(report, "is_tuning_score"));
        Assert.False(Is(report, "baseline_is_tuning_score"));
        Assert.Equal("41.7%† (20/48, 95% 28.8% to 55.7%)", report["gates"]![0]!["text"]!["measured"]!.GetValue<string>());
    }

    // 41.7% is below 90% with its whole interval.
    [Fact]
    public async Task An_annotation_has_no_room_for_the_note_and_says_it_itself()
    {
        await DoAsync("run refund-nightly");

        var result = await _bench.RunAsync("gate", "refund-nightly", "--gate", "metric: pass_rate, min: 0.9", "--github");

        Assert.Equal(1, result.Exit);
        Assert.Contains(
            "::Measured 41.7%25† (20/48, 95%25 28.8%25 to 55.7%25); allowed at least 90.0%25. Its whole interval lies beyond the limit. † tuning score (optimistic).\n",
            result.Out,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Where_only_errors_and_times_are_judged_there_is_nothing_to_mark()
    {
        await DoAsync("run refund-nightly");
        var yaml = _bench.Read("evalsets/refund-intake/evalset.yaml");
        _bench.Write(
            "evalsets/refund-intake/evalset.yaml",
            yaml[..yaml.IndexOf("gates:", StringComparison.Ordinal)]
                + "gates:\n  - { metric: error_rate, max: 0.02 }\n  - { metric: latency_p95_ms, max: 60000 }\n"
        );

        Assert.DoesNotContain("†", await DoAsync("gate refund-nightly"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_eval_set_that_is_gone_leaves_the_meaning_of_the_mark()
    {
        await DoAsync("run review-chance");
        Directory.Delete(Path.Combine(_bench.Folder, "evalsets/review-sentiment"), recursive: true);

        Assert.EndsWith($"\n{Meaning}\n", await DoAsync("board review-sentiment"), StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();

    // Besides rates of versions there are intervals, limits, p-values, chances and whole percents; those are not figures of a version.
    private static void IsMarked(string command, string text)
    {
        Assert.True(text.Split(Meaning).Length == 2, $"{command}: the note is not there, or more than once.");
        foreach (var line in text.Split('\n').Where(line => !ItemPattern().IsMatch(line)))
        {
            var figures = FigurePattern()
                .Matches(OtherPattern().Replace(line.Replace("\\", "", StringComparison.Ordinal), " "))
                .Select(match => match.Value);
            var isOfTuned = TunedPattern().IsMatch(line);
            var unmarked = figures
                .Where(figure => !figure.EndsWith('†') && (isOfTuned || figure is not ("0.0%" or "0.000" or "0.256")))
                .ToList();
            Assert.True(unmarked.Count == 0, $"{command}: {string.Join(", ", unmarked)} without the mark in: {line}");
        }
    }

    private async Task<string> DoAsync(string command)
    {
        var result = await _bench.RunAsync(command.Split(' '));
        Assert.True(result.Exit == 0, result.Error);
        return result.Out;
    }

    private async Task<JsonNode> JsonAsync(string command) => JsonNode.Parse(await DoAsync(command))!;

    private static IEnumerable<JsonNode> Rates(JsonNode? node) =>
        node switch
        {
            JsonObject one => one.SelectMany(member =>
                member is { Key: "pass_rate", Value: JsonValue rate } ? [rate] : Rates(member.Value)
            ),
            JsonArray many => many.SelectMany(Rates),
            _ => [],
        };

    private static bool IsTold(JsonNode? node) =>
        node is not null && (node is JsonObject one && one.ContainsKey("is_tuning_score") || IsTold(node.Parent));

    private int Column(string name) => Array.IndexOf(_bench.Read("results/scoreboard.csv").Split('\n')[0].Split(','), name);

    private List<string> Ids() =>
        [.. _bench.Read("evalsets/review-sentiment/items.csv").Split('\n').Skip(1).Select(line => line.Split(',')[0]).Take(2)];

    private static bool Is(JsonNode? node, string name) => node![name]!.GetValue<bool>();

    // A percentage or a score, with the mark where it has one.
    [GeneratedRegex(@"(?<![0-9.,+−±-])(?:[0-9]+\.[0-9]%|0\.[0-9]{3}(?![0-9])|1\.000)†?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FigurePattern();

    [GeneratedRegex(
        @"[+−±]?[0-9.]+%? to [+−±]?[0-9.]+%?|(at least|at most|by|difference of) [+−±]?[0-9.]+%?|p [=<] [0-9.]+|passes in [0-9.]+% of nights",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex OtherPattern();

    // The two sides of an item, and what a model wrote.
    [GeneratedRegex(@"^(  (baseline |candidate)|            |      (input|response)|    )", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ItemPattern();

    // A line of its own for a version: v2 … v10.
    [GeneratedRegex(@"^ (refund-intake@)?v([2-9]|10) ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TunedRow();

    [GeneratedRegex(@"^\s*(v[2-9]|v10)\s", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TunedPattern();
}
