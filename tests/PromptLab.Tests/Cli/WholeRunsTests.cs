using System.Text.Json.Nodes;

namespace PromptLab.Tests.Cli;

/// <summary>Which of a version's runs stands for it, and what becomes of races that were lost.</summary>
public sealed class WholeRunsTests : IAsyncDisposable
{
    private VersionedProject? _project;
    private RaceBench? _race;

    [Theory]
    [InlineData("--limit", "1")]
    [InlineData("--items", "t-03")]
    public async Task A_later_run_of_one_item_does_not_stand_for_its_version(string option, string value)
    {
        _project = await VersionedProject.CreateAsync(20, 2, question => question.Item <= 10 ? "yes" : "no");
        var whole = await _project.RunAsync("triage@v1 triage@v2");
        await _project.RunAsync("triage@v2", option, value);

        Assert.Equal(whole[1], await DiagnosedAsync("triage@v2"));
        Assert.Equal(whole[1], await JudgedAsync("triage@v2"));
        Assert.StartsWith(
            "triage on tickets, 20 items, main: 2 versions measured",
            await _project.DoAsync("status", "triage"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_later_run_in_which_calls_failed_does_not_stand_for_its_version()
    {
        _project = await VersionedProject.CreateAsync(20, 2, question => question.Item <= 10 ? "yes" : "no");
        var whole = await _project.RunAsync("triage@v1 triage@v2");
        _project.Answer = question => question.Item <= 5 ? null : "yes";
        var errored = await _project.RunAsync("triage@v2", "--cache", "off");

        Assert.Equal(whole[1], await DiagnosedAsync("triage@v2"));
        Assert.Equal(whole[1], await JudgedAsync("triage@v2"));
        Assert.Equal(errored[0], await DiagnosedAsync(errored[0]));
        var status = JsonNode.Parse(await _project.DoAsync("status", "triage", "--json"))!["status"]!;
        Assert.Equal(whole[1], status["trail"]!["attempts"]![1]!["run_id"]!.GetValue<string>());
        Assert.DoesNotContain("too many errors", await _project.DoAsync("board", "triage"), StringComparison.Ordinal);
        Assert.Contains("too many errors", await _project.DoAsync("board", "triage", "--all"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Races_that_were_lost_are_misses_are_told_and_are_not_run_again()
    {
        _race = (await RaceBench.StartAsync(40)).Answer("v2", _ => "no").Answer("v3", _ => "no");
        await _race.BaselineAsync();
        var raced = await _race.RaceAsync(["v2", "v3"]);
        Assert.True(raced.Exit == 0, raced.Error);

        var status = JsonNode.Parse((await _race.RunAsync("status", "triage", "--json")).Out)!["status"]!;
        var log = (await _race.RunAsync("log", "triage")).Out;

        Assert.Equal(2, status["verdict"]!["facts"]!["misses"]!.GetValue<int>());
        Assert.Equal(["task"], status["sections"]!["since_accepted"]!.AsArray().Select(section => section!.GetValue<string>()));
        Assert.DoesNotContain("run --prompt", status["next"]!["command"]?.GetValue<string>() ?? "", StringComparison.Ordinal);
        Assert.Equal(2, log.Split("\n  race        The race against triage@v1 was stopped after ").Length - 1);
        Assert.DoesNotContain("not measured", log, StringComparison.Ordinal);
        Assert.Contains(
            "v2 task (lost its race); v3 task (lost its race).",
            (await _race.RunAsync("status", "triage")).Out,
            StringComparison.Ordinal
        );
    }

    // Run to its end the version has a row, and that is what counts.
    [Fact]
    public async Task A_version_that_lost_a_race_and_was_measured_after_all_is_one_try()
    {
        _race = (await RaceBench.StartAsync(40)).Answer("v2", item => item % 2 == 0 ? "yes" : "no");
        await _race.BaselineAsync();
        await _race.RaceAsync(["v2"]);
        await _race.BaselineAsync("v2");

        var status = JsonNode.Parse((await _race.RunAsync("status", "triage", "--json")).Out)!["status"]!;

        Assert.Equal(1, status["verdict"]!["facts"]!["misses"]!.GetValue<int>());
        Assert.Empty(status["trail"]!["lost_races"]!.AsArray());
    }

    public async ValueTask DisposeAsync()
    {
        if (_project is not null)
            await _project.DisposeAsync();
        if (_race is not null)
            await _race.DisposeAsync();
    }

    private async Task<string> DiagnosedAsync(string reference) =>
        JsonNode.Parse(await _project!.DoAsync("diagnose", reference, "--json"))!["run"]!["run_id"]!.GetValue<string>();

    private async Task<string> JudgedAsync(string reference)
    {
        var result = await _project!.TryAsync("gate", "--run", reference, "--gate", "metric: pass_rate, min: 0.1", "--json");
        return JsonNode.Parse(result.Out)!["runs"]![0]!["run"]!["run_id"]!.GetValue<string>();
    }
}
