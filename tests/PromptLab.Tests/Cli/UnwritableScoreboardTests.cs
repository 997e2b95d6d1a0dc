namespace PromptLab.Tests.Cli;

/// <summary>What keeps the scoreboard from being written is found before the first call, and a lost record of a run is said.</summary>
public sealed class UnwritableScoreboardTests
{
    private const string Scoreboard = "results/scoreboard.csv";

    // The root user may write read-only files: hence folders in the place of files.
    public static TheoryData<string, string> InTheWay =>
        new()
        {
            { "results/.scoreboard.lock", "results/.scoreboard.lock: " },
            { Scoreboard, "results/scoreboard.csv: " },
            { Scoreboard + ".tmp", "results/scoreboard.csv.tmp: " },
        };

    [Theory]
    [MemberData(nameof(InTheWay))]
    public async Task Nobody_is_asked_before_it_is_found(string path, string place)
    {
        var asked = 0;
        await using var project = await VersionedProject.CreateAsync(4, 2, _ => Interlocked.Increment(ref asked) > 0 ? "yes" : "no");
        Directory.CreateDirectory(Path.Combine(project.Bench.Folder, path));

        var said = await project.TryAsync("run", "--prompt", "triage@v1", "--evalset", "tickets");

        Assert.Equal((2, 0), (said.Exit, asked));
        Assert.Contains(place, said.Error, StringComparison.Ordinal);
        Assert.Contains("Nothing was sent.", said.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run", "--resume")]
    [InlineData("run", "--prompt", "triage@v2", "--evalset", "tickets")]
    [InlineData("grade", "triage@v1")]
    public async Task A_lock_that_cannot_be_made_is_found_by_every_command_that_writes_rows(params string[] command)
    {
        var asked = 0;
        await using var project = await VersionedProject.CreateAsync(4, 2, question => question is { Version: 1, Item: 3 } ? null : "yes");
        await project.RunAsync("triage@v1");
        project.Answer = _ => Interlocked.Increment(ref asked) > 0 ? "yes" : "no";
        File.Delete(Path.Combine(project.Bench.Folder, "results/.scoreboard.lock"));
        Directory.CreateDirectory(Path.Combine(project.Bench.Folder, "results/.scoreboard.lock"));

        var said = await project.TryAsync(command);

        Assert.Equal((2, 0), (said.Exit, asked));
        Assert.Contains("results/.scoreboard.lock: ", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_claim_finds_it_before_its_look_is_taken()
    {
        await using var bench = await HoldoutBench.CreateAsync(2, (_, _) => true);
        Directory.CreateDirectory(Path.Combine(bench.Project.Bench.Folder, "results/.scoreboard.lock"));

        var said = await bench.ConfirmAsync("triage@v2", "--against", "triage@v1");

        Assert.Equal(2, said.Exit);
        Assert.Empty(bench.Asked);
        Assert.Empty(bench.Lines());
    }

    [Fact]
    public async Task A_scoreboard_that_can_be_written_is_left_as_it_is_by_the_check()
    {
        await using var project = await VersionedProject.CreateAsync(4, 2, _ => "yes");
        await project.RunAsync("triage@v1");
        var before = project.Bench.Read(Scoreboard);

        await project.RunAsync("triage@v2");

        Assert.StartsWith(before, project.Bench.Read(Scoreboard), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(project.Bench.Folder, Scoreboard + ".tmp")));
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("no json", "is no record of a run")]
    [InlineData("{\"schema\":\"promptlab/run@1\"}", "is no record of a run")]
    [InlineData("null", "is no record of a run")]
    [InlineData(null, "is missing")]
    public async Task A_lost_record_beside_answers_is_an_error_of_check_and_explained_to_whoever_goes_on(string? text, string state)
    {
        await using var project = await VersionedProject.CreateAsync(4, 2, _ => "yes");
        var run = (await project.RunAsync("triage@v1"))[0];
        var path = Path.Combine(project.Bench.Folder, "results/runs", run, "run.json");
        File.Delete(path);
        if (text is not null)
            await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        var expected = $"results/runs/{run}/run.json: The file {state}, and answers stand beside it";

        var check = await project.TryAsync("check");
        var resume = await project.TryAsync("run", "--resume", run);
        var compare = await project.TryAsync("diagnose", "triage@v1");

        Assert.Equal((2, 2, 2), (check.Exit, resume.Exit, compare.Exit));
        Assert.Contains(expected, check.Out, StringComparison.Ordinal);
        Assert.Contains(expected, resume.Error, StringComparison.Ordinal);
        Assert.Contains($"results/runs/{run}/run.json: The run is left out. The file {state}", compare.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_was_killed_at_its_very_beginning_is_no_error()
    {
        await using var project = await VersionedProject.CreateAsync(4, 1, _ => "yes");
        project.Bench.Write("results/runs/20261124-120000-triage-v1-000000/run.json", "");

        Assert.Equal(0, (await project.TryAsync("check")).Exit);
    }
}
