using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.Extensions.Time.Testing;
using PromptLab.Files;
using PromptLab.Results;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Cli;

/// <summary>
/// The nightly job over the sample project of this repository: run, gate, reports. v8 is in production, v10 is the
/// latest.
/// </summary>
public sealed class NightlyTests : IDisposable
{
    private const string Recording = "results/recordings/refund-intake.jsonl";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 3, 0, 0, TimeSpan.Zero));
    private readonly TestBench _bench;

    public NightlyTests()
    {
        _bench = new TestBench { Time = _time };
        foreach (var part in new[] { "prompts", "evalsets", "results/recordings" })
            _bench.CopyFolder(Path.Combine(SharedFiles.Root, part), part);
        _bench.Write("promptlab.yaml", File.ReadAllText(Path.Combine(SharedFiles.Root, "promptlab.yaml")));
        _bench.Variables["GITHUB_ACTIONS"] = "true";
        _bench.Variables["GITHUB_STEP_SUMMARY"] = Path.Combine(_bench.Folder, "summary.md");
    }

    // The published figures: 17 of 48 for v8, 20 of 48 for v10; 6 fixed and 3 broken.
    [Fact]
    public async Task The_first_night_passes_and_is_told_to_every_reader()
    {
        var night = await NightAsync();

        Assert.True(night.Exit == 0, night.Out + night.Error);
        Assert.Contains("Every gate passed: 8 pass.\n", night.Out, StringComparison.Ordinal);
        Assert.Contains("+6.3 pp†, 95% −6.9 to +18.9 pp (6 better, 3 worse of 48)", night.Out, StringComparison.Ordinal);

        var (old, latest) = Suites();
        Assert.Equal(("48", "0", "0", "31"), Counts(old));
        Assert.Equal(("48", "3", "0", "25"), Counts(latest));
        Assert.Equal(["rf-010", "rf-034", "rf-040"], Regressions(latest));
        Assert.Equal(
            ("refund-intake.refund-intake", "refund-intake@v8"),
            (latest.Element("testcase")!.Attribute("classname")!.Value, Property(latest, "baseline"))
        );

        Assert.Equal(
            ["regression: rf-010", "regression: rf-034", "regression: rf-040"],
            Annotations(night).Select(command => command.Properties["title"])
        );
        Assert.StartsWith("## Gates: passed\n", _bench.Read("summary.md"), StringComparison.Ordinal);
        Assert.Contains("**broken rf-010**\n", _bench.Read("summary.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_second_night_holds_the_unchanged_prompt_against_its_own_earlier_run_and_it_passes()
    {
        await NightAsync();
        _time.Advance(TimeSpan.FromDays(1));

        var night = await NightAsync();

        Assert.True(night.Exit == 0, night.Out + night.Error);
        Assert.Contains("Every gate passed: 8 pass.\n", night.Out, StringComparison.Ordinal);
        Assert.Contains("±0.0 pp†, 95% −5.5 to +5.5 pp (0 better, 0 worse of 48)", night.Out, StringComparison.Ordinal);
        var (old, latest) = Suites();
        Assert.Equal(("48", "0", "0", "31"), Counts(old));
        Assert.Equal("refund-intake@v8", Property(old, "baseline"));
        Assert.Equal("2026-11-25T03:00:00Z", latest.Attribute("timestamp")!.Value);
        Assert.Equal(4, RowsOfScoreboard().Count);
        Assert.Equal(2, _bench.Read("summary.md").Split("## Gates: passed\n").Length - 1);
    }

    // All that v10 had right it has wrong now, so that of the 17 that v8 passes all are lost: mid-p ½/2^17.
    [Fact]
    public async Task A_planted_regression_is_caught_and_its_items_are_named()
    {
        Assert.Equal(0, (await NightAsync()).Exit);
        var passedByV8 = PassedBy("v8");
        _time.Advance(TimeSpan.FromDays(1));
        Spoil("v10", PassedBy("v10"));

        var night = await NightAsync();

        Assert.Equal(1, night.Exit);
        var (old, latest) = Suites();
        Assert.Equal("0", Counts(old).Failures); // the unchanged prompt passes the same night
        Assert.Equal(17, passedByV8.Count);
        Assert.Equal(passedByV8, Regressions(latest));
        Assert.Contains(Annotations(night), command =>
            command is { Name: "error" }
            && command.Properties["title"] == "refund-intake@v10: pass_rate fail"
            && command.Message.Contains("It is worse beyond chance", StringComparison.Ordinal)
        );
        Assert.Equal(
            passedByV8.Take(10).Select(id => "regression: " + id),
            Annotations(night)
                .Where(command =>
                    command.Name == "warning" && command.Properties["title"].StartsWith("regression", StringComparison.Ordinal)
                )
                .Select(command => command.Properties["title"])
        );
        Assert.Contains("## Gates: failed\n", _bench.Read("summary.md"), StringComparison.Ordinal);
    }

    // v7 passes 0 of 48, and v8 17.
    [Fact]
    public async Task A_worse_version_in_place_of_the_latest_is_caught()
    {
        var config = _bench.Read("promptlab.yaml");
        _bench.Write(
            "promptlab.yaml",
            config.Replace(
                "[refund-intake@production, refund-intake@latest]",
                "[refund-intake@production, refund-intake@v7]",
                StringComparison.Ordinal
            )
        );

        var night = await NightAsync();

        Assert.Equal(1, night.Exit);
        Assert.Equal(17, Regressions(Suites().Latest).Count);
    }

    // Beside the 6 that v10 fixed and the 3 that it broke, 11 more are broken: 14 losses and 6 wins, mid-p
    // (1 + 20 + 190 + 1140 + 4845 + 15504 + ½·38760)/2^20 = .0392. The gate of the pass rate alone, which the scoreboard holds.
    [Fact]
    public async Task A_mild_loss_is_inconclusive_the_first_night_and_fails_the_second()
    {
        _bench.Write(
            "evalsets/refund-intake/evalset.yaml",
            _bench.Read("evalsets/refund-intake/evalset.yaml").Split("gates:")[0]
                + "gates:\n  - { metric: pass_rate, against: production }\n"
        );
        Spoil("v10", [.. (await PassedByBothAsync()).Take(11)]);

        var first = await NightAsync();

        Assert.Equal(0, first.Exit);
        Assert.Contains("p = 0.039 for “worse”;", first.Out, StringComparison.Ordinal);
        Assert.Contains(" One more night like this one fails.", first.Out, StringComparison.Ordinal);
        Assert.Contains("warning: 1 gate inconclusive.", first.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await GateAsync()).Exit); // judging once more the same night changes nothing

        _time.Advance(TimeSpan.FromDays(1));
        var second = await NightAsync();

        Assert.Equal(1, second.Exit);
        Assert.Contains(
            "fail: pass_rate: It is worse two nights running: p = 0.039 for “worse” tonight and p = 0.039 the night before, at most 0.05 each.",
            second.Out,
            StringComparison.Ordinal
        );
        var row = RowsOfScoreboard().First(row => row.Version == "v10");
        Assert.Equal(("v8", 6, 14), (row.Baseline, row.Fixed, row.Broken));
        Assert.Equal(2 * 0.0392, row.PValue!.Value, 1e-3);
    }

    // From the second night on the model answers 4 items wrong that it had right: 4 losses and no win, mid-p ½/2^4 = .03125. Both
    // nights are held against the first; against each other nothing would have changed on the third.
    [Fact]
    public async Task A_model_that_drifts_under_an_unchanged_prompt_is_caught_the_second_night_of_it()
    {
        Assert.Equal(0, (await NightAsync()).Exit);
        Spoil("v8", [.. PassedBy("v8").Take(4)]);
        _time.Advance(TimeSpan.FromDays(1));

        var second = await NightAsync();

        Assert.Equal(0, second.Exit);
        Assert.Contains(
            "inconclusive: pass_rate: A greater loss is neither shown nor ruled out: p = 0.031 for “worse”;",
            second.Out,
            StringComparison.Ordinal
        );

        _time.Advance(TimeSpan.FromDays(1));
        var third = await NightAsync();

        Assert.Equal(1, third.Exit);
        Assert.Contains(
            "fail: pass_rate: It is worse two nights running: p = 0.031 for “worse” tonight and p = 0.031 the night before",
            third.Out,
            StringComparison.Ordinal
        );
        Assert.Equal(
            [("baseline", null), ("no difference shown", "v8"), ("no difference shown", "v8")],
            RowsOfScoreboard().Where(row => row.Version == "v8").Select(row => (row.Verdict, row.Baseline))
        );
    }

    // Without the row of the night before there is no second night.
    [Fact]
    public async Task The_night_before_is_read_from_the_scoreboard()
    {
        Spoil("v10", [.. (await PassedByBothAsync()).Take(11)]);
        await NightAsync();
        File.Delete(Path.Combine(_bench.Folder, "results/scoreboard.csv"));
        _time.Advance(TimeSpan.FromDays(1));

        var second = await NightAsync();

        Assert.Contains(
            "inconclusive: pass_rate: A greater loss is neither shown nor ruled out: p = 0.039 for “worse”;",
            second.Out,
            StringComparison.Ordinal
        );
    }

    public void Dispose() => _bench.Dispose();

    private async Task<CommandResult> NightAsync()
    {
        var run = await _bench.RunAsync("run", "refund-nightly");
        Assert.True(run.Exit == 0, run.Error);
        Assert.Empty(WorkflowCommands.In(run.Out).Concat(WorkflowCommands.In(run.Error)));
        return await GateAsync();
    }

    private Task<CommandResult> GateAsync() => _bench.RunAsync("gate", "refund-nightly", "--junit", "junit.xml", "--github");

    // As the recordings have it; nothing of that night is left.
    private async Task<IReadOnlyList<string>> PassedByBothAsync()
    {
        await NightAsync();
        var both = PassedBy("v8").Intersect(PassedBy("v10"), StringComparer.Ordinal).ToList();
        Directory.Delete(Path.Combine(_bench.Folder, "results/runs"), recursive: true);
        File.Delete(Path.Combine(_bench.Folder, "results/scoreboard.csv"));
        return both;
    }

    // The items that the latest run of a version passed, in order of id.
    private IReadOnlyList<string> PassedBy(string version) =>
        [
            .. File.ReadLines(
                    Path.Combine(
                        Directory
                            .EnumerateDirectories(Path.Combine(_bench.Folder, "results/runs"), $"*-{version}-*")
                            .Order(StringComparer.Ordinal)
                            .Last(),
                        "items.jsonl"
                    )
                )
                .Select(line => JsonNode.Parse(line)!)
                .Where(item => item["status"]!.GetValue<string>() == "pass")
                .Select(item => item["item_id"]!.GetValue<string>())
                .Order(StringComparer.Ordinal),
        ];

    // Replaces what was recorded for some items of a version by a response without the order.
    private void Spoil(string version, IReadOnlyList<string> items)
    {
        var lines = _bench
            .Read(Recording)
            .TrimEnd('\n')
            .Split('\n')
            .Select(line =>
            {
                var response = JsonNode.Parse(line)!;
                if (
                    response["prompt"]!.GetValue<string>() != "refund-intake@" + version
                    || !items.Contains(response["item_id"]!.GetValue<string>(), StringComparer.Ordinal)
                )
                    return line;
                response["response"]!["text"] = "{\"order\": \"lost\"}";
                return response.ToJsonString();
            });
        _bench.Write(Recording, string.Join('\n', lines) + "\n");
    }

    private (XElement Old, XElement Latest) Suites()
    {
        var suites = XDocument.Parse(_bench.Read("junit.xml")).Root!.Elements("testsuite").ToList();
        Assert.Equal(
            [false, false, true, true],
            suites.Select(suite => suite.Attribute("name")!.Value.StartsWith("gates of ", StringComparison.Ordinal))
        );
        return (suites[0], suites[1]);
    }

    private static (string Tests, string Failures, string Errors, string Skipped) Counts(XElement suite) =>
        (
            suite.Attribute("tests")!.Value,
            suite.Attribute("failures")!.Value,
            suite.Attribute("errors")!.Value,
            suite.Attribute("skipped")!.Value
        );

    private static IReadOnlyList<string> Regressions(XElement suite) =>
        [
            .. suite
                .Descendants("failure")
                .Where(failure => failure.Attribute("type")!.Value == "regression")
                .Select(failure => failure.Parent!.Attribute("name")!.Value),
        ];

    private static string? Property(XElement suite, string name) =>
        suite.Descendants("property").SingleOrDefault(property => property.Attribute("name")!.Value == name)?.Attribute("value")!.Value;

    private static IReadOnlyList<(string Name, IReadOnlyDictionary<string, string> Properties, string Message)> Annotations(
        CommandResult result
    ) => [.. WorkflowCommands.In(result.Out).Select(WorkflowCommands.Read)];

    private IReadOnlyList<ScoreboardRow> RowsOfScoreboard() =>
        new Scoreboard(Path.Combine(_bench.Folder, "results/scoreboard.csv"), "scoreboard.csv", TimeProvider.System).Read(new Problems());
}
