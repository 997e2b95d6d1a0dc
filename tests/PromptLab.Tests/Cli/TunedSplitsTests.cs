using System.Globalization;
using System.Text.Json.Nodes;
using PromptLab.Files;
using PromptLab.Results;

namespace PromptLab.Tests.Cli;

/// <summary>Which runs of a split eval set have tuning scores: 4 items of dev and 4 of holdout, v2 made from v1.</summary>
public sealed class TunedSplitsTests : IAsyncDisposable
{
    private VersionedProject? _project;

    [Theory]
    [InlineData("triage@v2", "--split dev", true)]
    [InlineData("triage@v2", "--split dev holdout", true)]
    [InlineData("triage@v2", "", true)]
    [InlineData("triage@v2", "--split holdout", false)]
    [InlineData("triage@draft", "--split dev", true)]
    [InlineData("triage@draft", "--split holdout", false)]
    [InlineData("triage@v1", "--split dev", false)]
    public async Task A_version_with_a_parent_is_marked_on_all_but_the_holdout_alone(string prompt, string split, bool isMarked)
    {
        var project = await BeginAsync();

        var run = await project.TryAsync([
            .. $"run --prompt {prompt} --evalset tickets {split}".Split(' ', StringSplitOptions.RemoveEmptyEntries),
        ]);
        var board = await project.DoAsync("board");

        Assert.Equal(0, run.Exit);
        Assert.Equal(isMarked, run.Out.Contains(" 100%† ", StringComparison.Ordinal));
        Assert.Equal(isMarked, run.Out.Contains("† tuning score (optimistic): ", StringComparison.Ordinal));
        Assert.Equal(
            isMarked && !split.Contains("holdout", StringComparison.Ordinal),
            run.Error.Contains(" · 100.0%† passed · ", StringComparison.Ordinal)
        );
        Assert.Equal(isMarked, board.Contains('†', StringComparison.Ordinal));
        var scoreboard = new Scoreboard(
            Path.Combine(project.Bench.Folder, "results/scoreboard.csv"),
            "scoreboard.csv",
            TimeProvider.System
        );
        Assert.Equal(isMarked, scoreboard.Read(new Problems())[^1].Optimistic);
    }

    [Fact]
    public async Task The_note_knows_of_the_holdout()
    {
        var project = await BeginAsync();

        Assert.EndsWith(
            "\nA claim comes from the holdout: promptlab confirm triage@v2 --against triage@v1\n",
            await project.DoAsync("run", "--prompt", "triage@v2", "--evalset", "tickets", "--split", "dev", "--details"),
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            "\nA claim comes from the holdout, and a draft makes none; it is frozen by: promptlab freeze triage\n",
            await project.DoAsync("run", "--prompt", "triage@draft", "--evalset", "tickets", "--split", "dev", "--details"),
            StringComparison.Ordinal
        );
        project.Bench.Write("evalsets/tickets/items.csv", "id,split,message,expected\nt-01,dev,message 1,yes\n");
        Assert.EndsWith(
            "\nA claim needs a holdout, and tickets has none; it is made by: promptlab split-evalset tickets\n",
            await project.DoAsync("run", "--prompt", "triage@v2", "--evalset", "tickets", "--details"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_comparison_on_the_holdout_is_not_marked()
    {
        var project = await BeginAsync();
        var runs = await project.RunAsync("triage@v1 triage@v2", "--split", "holdout");

        Assert.DoesNotContain("†", await project.DoAsync("compare", runs[0], runs[1]), StringComparison.Ordinal);
        Assert.False((await project.CompareAsync(runs[0], runs[1]))["candidate_figures"]!["is_tuning_score"]!.GetValue<bool>());
    }

    [Fact]
    public async Task What_repeats_come_to_is_marked_too()
    {
        var project = await BeginAsync();

        var text = await project.DoAsync(
            "run",
            "--prompt",
            "triage@v2",
            "--evalset",
            "tickets",
            "--split",
            "dev",
            "--repeats",
            "2",
            "--details"
        );

        Assert.Contains("at least one repeat passes in 100.0%†, all pass in 100.0%†.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_diagnosis_marks_what_is_open_and_nothing_of_the_holdout()
    {
        var project = await BeginAsync();
        project.Answer = question => question.Item is 1 or 5 ? "no" : "yes";
        var id = (await project.RunAsync("triage@v2", "--split", "dev", "holdout"))[0];

        var text = await project.DoAsync("diagnose", id);

        Assert.Contains("\n1 of 4† items fails.\n", text, StringComparison.Ordinal);
        Assert.Contains("\nHoldout: 1 of 4 fail. ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Responses_that_are_graded_anew_stay_what_they_were()
    {
        var project = await BeginAsync();
        var open = (await project.RunAsync("triage@v2", "--split", "dev"))[0];
        var shut = (await project.RunAsync("triage@v2", "--split", "holdout"))[0];

        Assert.Equal((true, false), (await GradeAsync(open), await GradeAsync(shut)));

        async Task<bool> GradeAsync(string run) =>
            JsonNode.Parse(await project.DoAsync("grade", run, "--json"))!["runs"]![0]!["is_tuning_score"]!.GetValue<bool>();
    }

    public async ValueTask DisposeAsync()
    {
        if (_project is not null)
            await _project.DisposeAsync();
    }

    private async Task<VersionedProject> BeginAsync()
    {
        _project = await VersionedProject.CreateAsync(items: 8, versions: 2, _ => "yes");
        _project.Bench.Write(
            "evalsets/tickets/items.csv",
            "id,split,message,expected\n"
                + string.Concat(
                    Enumerable
                        .Range(1, 8)
                        .Select(i =>
                            string.Create(CultureInfo.InvariantCulture, $"t-{i:00},{(i <= 4 ? "dev" : "holdout")},message {i},yes\n")
                        )
                )
        );
        _project.Bench.Write(
            "evalsets/tickets/evalset.yaml",
            _project.Bench.Read("evalsets/tickets/evalset.yaml")
                + "\nsplits: { dev: { purpose: iterate }, holdout: { purpose: confirm } }\n"
        );
        return _project;
    }
}
