using PromptLab.Files;
using PromptLab.Results;

namespace PromptLab.Tests.Results;

public sealed class TuningScoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("promptlab-").FullName;

    [Theory]
    [InlineData("v1", "dev", true)]
    [InlineData("v1", "train", true)]
    [InlineData("v1", "dev;holdout", true)] // one open item is enough
    [InlineData("v1", "holdout;dev", true)]
    [InlineData("v1", "", true)] // not split, or all of it
    [InlineData("v1", "holdout", false)]
    [InlineData(null, "dev", false)] // a first version, or responses without a prompt
    [InlineData(null, "", false)]
    [InlineData(null, "holdout", false)]
    [InlineData("v1", "Holdout", true)] // another split of another name
    public void A_version_with_a_parent_on_open_items_has_tuning_scores(string? parent, string splits, bool isTuningScore)
    {
        var record = SomeResults.Record();
        record = record with
        {
            Prompt = record.Prompt with { Parent = parent },
            EvalSet = record.EvalSet with { Split = splits.Split(';', StringSplitOptions.RemoveEmptyEntries) },
        };

        Assert.Equal(isTuningScore, TuningScore.Is(record));
        Assert.Equal(isTuningScore, TuningScore.Is(Row(parent, splits.Length == 0 ? null : splits)));
    }

    [Theory]
    [InlineData(true, "dev", true)]
    [InlineData(true, "holdout", false)]
    [InlineData(false, "dev", false)]
    public void Imported_responses_have_them_where_other_results_on_the_items_were_there(bool optimistic, string split, bool isTuningScore)
    {
        var record = SomeResults.Record();
        record = record with
        {
            Prompt = record.Prompt with { Parent = null },
            EvalSet = record.EvalSet with { Split = [split] },
            Optimistic = optimistic,
        };

        Assert.Equal(isTuningScore, TuningScore.Is(record));
    }

    [Fact]
    public void A_draft_with_a_parent_has_them_too()
    {
        var record = SomeResults.Record();

        Assert.True(TuningScore.Is(record with { Prompt = record.Prompt with { Version = "draft" } }));
        Assert.False(TuningScore.Is(record with { Prompt = record.Prompt with { Version = "draft", Parent = null } }));
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("TRUE", true)] // a spreadsheet's
    [InlineData("false", false)]
    [InlineData("?", true)] // what can't be read says nothing
    public void A_row_that_says_it_is_believed(string cell, bool isTuningScore)
    {
        var path = Path.Combine(_folder, "scoreboard.csv");
        File.WriteAllText(
            path,
            $"""
            run_id,started_at,prompt,version,parent,model,evalset,split,items,repeats,scored,errors,optimistic
            r1,2026-10-02T08:11:40Z,triage,v2,v1,main,tickets,dev,4,1,4,0,{cell}

            """
        );
        var problems = new Problems();

        var row = Assert.Single(new Scoreboard(path, "results/scoreboard.csv", TimeProvider.System).Read(problems));

        Assert.Equal(isTuningScore, TuningScore.Is(row));
        Assert.Empty(problems.Found);
    }

    // A file of before the column: its rows are labelled by their parent and split, and stay as they are.
    [Fact]
    public async Task An_older_scoreboard_gets_the_column_at_its_end_and_its_rows_are_labelled_all_the_same()
    {
        const string Old = """
            run_id,started_at,prompt,version,parent,model,evalset,split,items,repeats,scored,errors,pass_rate,p_value_corrected
            r1,2026-10-02T08:11:40Z,triage,v1,,main,tickets,dev,4,1,4,0,0.2500,
            r2,2026-10-02T08:12:40Z,triage,v2,v1,main,tickets,dev,4,1,4,0,0.5000,0.3000
            r3,2026-10-02T08:13:40Z,triage,v2,v1,main,tickets,holdout,4,1,4,0,0.5000,

            """;
        var path = Path.Combine(_folder, "scoreboard.csv");
        File.WriteAllText(path, Old);
        var board = new Scoreboard(path, "results/scoreboard.csv", TimeProvider.System);
        var summary = RunSummary.Of([SomeResults.Scored("a", 1), SomeResults.Scored("b", 0)]);

        await board.AppendAsync(
            [ScoreboardRows.Of(new FinishedRun(SomeResults.Record(2) with { RunId = "r4" }, summary, []))],
            TestContext.Current.CancellationToken
        );

        var rows = board.Read(new Problems());
        Assert.Equal([false, true, false, true], rows.Select(TuningScore.Is));
        Assert.Equal([null, null, null, true], rows.Select(row => row.Optimistic));
        Assert.Equal([false, true, false], Board.Of([.. rows.Take(3)]).Select(line => line.IsTuningScore));
        var lines = File.ReadAllLines(path);
        Assert.EndsWith(",selected_ids_hash,optimistic", lines[0], StringComparison.Ordinal);
        Assert.Contains("pass_rate,p_value_corrected,schema,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith(
            "r2,2026-10-02T08:12:40Z,triage,v2,v1,main,tickets,dev,4,1,4,0,0.5000,0.3000,,",
            lines[2],
            StringComparison.Ordinal
        );
        Assert.EndsWith(",true", lines[4], StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static ScoreboardRow Row(string? parent, string? split) =>
        new()
        {
            RunId = "r1",
            StartedAt = new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero),
            Prompt = "triage",
            Version = "v2",
            Parent = parent,
            Model = "main",
            EvalSet = "tickets",
            Split = split,
            Items = 4,
            Repeats = 1,
            Scored = 4,
            Errors = 0,
        };
}
