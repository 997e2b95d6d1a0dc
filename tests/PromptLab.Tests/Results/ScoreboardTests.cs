using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using PromptLab.Files;
using PromptLab.Results;

namespace PromptLab.Tests.Results;

public sealed class ScoreboardTests : IDisposable
{
    private const string Header =
        "schema,run_id,started_at,trigger,prompt,version,parent,changed,title,prompt_hash,model,model_id,config_hash,evalset,evalset_version,"
        + "evalset_hash,split,graders_hash,items,repeats,scored,errors,pass_rate,pass_ci_low,pass_ci_high,score_mean,metrics,baseline,delta,"
        + "delta_ci_low,delta_ci_high,fixed,broken,p_value,verdict,input_tokens,output_tokens,cost_usd,latency_p50_ms,latency_p95_ms,git_commit,"
        + "git_dirty,tool_version\n";

    private const string RefundHeader = "run_id,started_at,prompt,version,model,evalset,items,repeats,scored,errors";
    private const string RefundRow = "r1,2026-10-02T08:11:40Z,refund-intake,v1,main,refunds,60,1,60,0";

    private readonly string _folder = Directory.CreateTempSubdirectory("promptlab-").FullName;

    private string BoardPath => Path.Combine(_folder, "scoreboard.csv");

    private Scoreboard Board => new(BoardPath, "results/scoreboard.csv", TimeProvider.System);

    [Theory]
    [InlineData("")]
    [InlineData("fr-FR")]
    [InlineData("ar-SA")]
    [InlineData("tr-TR")]
    public async Task A_row_is_the_same_text_in_every_culture(string culture)
    {
        CultureInfo.CurrentCulture = new CultureInfo(culture);

        Assert.Null(await Board.AppendAsync([Full], Stopping));

        Assert.Equal(
            Header
                + "1,20261112-140209-refund-intake-v2-c3d881,2026-11-12T14:02:09Z,local,refund-intake,v2,v1,constraints;examples,"
                + "\"Must cite, or abstain\",sha256:826e21b65e53,main,gpt-x,sha256:3fd1c0a7e9b2,refunds,2026.10.1,sha256:9b1e44d0c6f8,dev,"
                + "sha256:aa07b9d3410e,60,1,60,0,0.7667,0.6456,0.8556,0.7880,correctness=0.7417;tone=,v1,0.0833,-0.0229,0.1896,8,3,0.1460,"
                + "no difference shown,42060,5380,0.0254,1225,2290,77be210,false,0.4.0\n",
            File.ReadAllText(BoardPath)
        );
        Assert.Equivalent(Full, Assert.Single(ReadSoundly()), strict: true);
    }

    [Fact]
    public async Task What_is_not_known_is_an_empty_cell_and_reads_as_null()
    {
        await Board.AppendAsync([Bare("r1")], Stopping);

        Assert.Equal(
            Header + "1,r1,2026-10-02T08:11:40Z,,refund-intake,v1,,,,,main,,,refunds,,,,,60,1,60,0" + new string(',', 21) + "\n",
            File.ReadAllText(BoardPath)
        );
        Assert.Equivalent(Bare("r1"), Assert.Single(ReadSoundly()), strict: true);
    }

    [Fact]
    public async Task A_small_p_value_is_not_written_as_zero_and_a_difference_of_nothing_has_no_sign()
    {
        await Board.AppendAsync([Bare("r1") with { PValue = 0.0000314, Delta = -0.00001, CostUsd = 0.00043m }], Stopping);

        var row = Assert.Single(ReadSoundly());
        Assert.Equal(0.0000314, row.PValue);
        Assert.Equal(0.00043m, row.CostUsd);
        Assert.Contains(",0.0000,,,,,3.14E-05,", File.ReadAllText(BoardPath), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.04999, ",0.04999,")]
    [InlineData(0.0499999, ",0.0499999,")]
    [InlineData(0.05, ",0.0500,")]
    [InlineData(0.049041748, ",0.0490,")]
    public async Task Rounding_never_hides_on_which_side_of_the_level_a_p_lies(double p, string cell)
    {
        await Board.AppendAsync([Bare("r1") with { PValue = p }], Stopping);

        Assert.Contains(cell, File.ReadAllText(BoardPath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sample_is_read_and_appended_to_without_changing_a_byte_of_it()
    {
        var sample = File.ReadAllText(SharedFiles.Require("samples/results/scoreboard.csv"));
        File.WriteAllText(BoardPath, sample);

        var rows = ReadSoundly();
        File.Delete(BoardPath);
        await Board.AppendAsync(rows, Stopping);

        Assert.Equal(sample, File.ReadAllText(BoardPath));
    }

    [Fact]
    public async Task Eight_writers_at_once_leave_every_row_whole()
    {
        var writers = Enumerable
            .Range(0, 8)
            .Select(writer =>
                Task.Run(async () =>
                {
                    var board = Board;
                    for (var i = 0; i < 50; i++)
                        await board.AppendAsync([Bare(string.Create(CultureInfo.InvariantCulture, $"r{writer}-{i}"))], Stopping);
                })
            );
        await Task.WhenAll(writers);

        var rows = ReadSoundly();
        Assert.Equal(400, rows.Count);
        Assert.Equal(400, rows.DistinctBy(row => row.RunId).Count());
    }

    [Fact]
    public async Task Formulas_in_text_are_neutralised_and_read_back_as_they_were()
    {
        await Board.AppendAsync([Bare("r1") with { Title = "=HYPERLINK(\"x\")", Trigger = "'-danger" }], Stopping);

        Assert.Contains(",\"'=HYPERLINK(\"\"x\"\")\",", File.ReadAllText(BoardPath), StringComparison.Ordinal);
        var row = Assert.Single(ReadSoundly());
        Assert.Equal(("=HYPERLINK(\"x\")", "'-danger"), (row.Title, row.Trigger));
    }

    [Fact]
    public async Task Columns_keep_the_files_order_and_unknown_ones_their_cells_when_ours_are_added()
    {
        File.WriteAllText(BoardPath, $"remark,{RefundHeader}\n\"keep, me\",{RefundRow}\n");

        await Board.AppendAsync([Bare("r2") with { Title = "Second" }], Stopping);

        var lines = File.ReadAllLines(BoardPath);
        Assert.StartsWith($"remark,{RefundHeader},schema,trigger,parent,changed,title,", lines[0], StringComparison.Ordinal);
        Assert.Equal($"\"keep, me\",{RefundRow}" + new string(',', 33), lines[1]);
        Assert.StartsWith($",{RefundRow.Replace("r1", "r2", StringComparison.Ordinal)},1,,,,Second,", lines[2], StringComparison.Ordinal);
        var rows = ReadSoundly();
        Assert.Equal("keep, me", rows[0].Extra["remark"]);
        Assert.Empty(rows[1].Extra);
    }

    [Fact]
    public async Task Reordered_columns_are_found_by_name_and_the_file_is_only_appended_to()
    {
        var reversed = string.Join(',', Header.TrimEnd('\n').Split(',').Reverse());
        File.WriteAllText(BoardPath, reversed + "\n");

        await Board.AppendAsync([Full], Stopping);

        Assert.StartsWith(reversed + "\n0.4.0,false,77be210,2290,1225,", File.ReadAllText(BoardPath), StringComparison.Ordinal);
        Assert.Equivalent(Full, Assert.Single(ReadSoundly()), strict: true);
    }

    [Fact]
    public async Task A_file_with_a_byte_order_mark_is_a_scoreboard_too()
    {
        File.WriteAllText(
            BoardPath,
            $"{RefundHeader}\r\n{RefundRow}\r\n",
            new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true)
        );

        await Board.AppendAsync([Bare("r2")], Stopping);

        Assert.Equal(["r1", "r2"], ReadSoundly().Select(row => row.RunId));
    }

    [Fact]
    public async Task A_reader_of_an_empty_scoreboard_sees_no_rows()
    {
        Assert.Empty(ReadSoundly());
        File.WriteAllText(BoardPath, "");
        Assert.Empty(ReadSoundly());

        await Board.AppendAsync([Bare("r1")], Stopping);
        Assert.Single(ReadSoundly());
    }

    [Fact]
    public async Task Whoever_waits_too_long_for_the_lock_is_told_which_file_is_held()
    {
        var time = new FakeTimeProvider();
        await using var holder = new FileStream(
            Path.Combine(_folder, ".scoreboard.lock"),
            FileMode.Create,
            FileAccess.ReadWrite,
            FileShare.None
        );

        var waiting = new Scoreboard(BoardPath, "results/scoreboard.csv", time).AppendAsync([Bare("r1")], Stopping);
        while (!waiting.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        var e = await Assert.ThrowsAsync<InputException>(() => waiting);
        Assert.Equal(
            "results/.scoreboard.lock: Another process has held the file for 30 seconds. Let it finish or end it, then try again.",
            e.Message
        );
        Assert.False(File.Exists(BoardPath));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_told_in_a_sentence()
    {
        var file = Path.Combine(_folder, "results");
        File.WriteAllText(file, "a file where a folder should be");

        var e = await Assert.ThrowsAsync<InputException>(() =>
            new Scoreboard(Path.Combine(file, "scoreboard.csv"), "results/scoreboard.csv", TimeProvider.System).AppendAsync(
                [Bare("r1")],
                Stopping
            )
        );

        Assert.Equal(
            "results/.scoreboard.lock: The file can't be written. See that its folder is a folder that you may write to, that the disk has room and that no other program has the file open.",
            e.Message
        );
    }

    [Fact]
    public async Task Denied_access_is_told_with_its_mend()
    {
        // A folder in the file's place is denied to every user, an administrator too.
        Directory.CreateDirectory(Path.Combine(_folder, ".scoreboard.lock"));

        var e = await Assert.ThrowsAsync<InputException>(() => Board.AppendAsync([Bare("r1")], Stopping));

        Assert.Equal(
            "results/.scoreboard.lock: The file can't be written: access is denied. Make the file and its folder writable.",
            e.Message
        );
    }

    [Fact]
    public async Task A_row_that_was_read_with_unknown_columns_takes_them_along()
    {
        await Board.AppendAsync([Bare("r1")], Stopping);

        await Board.AppendAsync(
            [Bare("r2") with { Extra = new Dictionary<string, string>(StringComparer.Ordinal) { ["remark"] = "=keep" } }],
            Stopping
        );

        Assert.EndsWith(",tool_version,remark", File.ReadLines(BoardPath).First(), StringComparison.Ordinal);
        var rows = ReadSoundly();
        Assert.Empty(rows[0].Extra);
        Assert.Equal("=keep", rows[1].Extra["remark"]);
    }

    [Fact]
    public async Task Whoever_stops_waiting_for_the_lock_writes_nothing()
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Stopping);
        await using var holder = new FileStream(
            Path.Combine(_folder, ".scoreboard.lock"),
            FileMode.Create,
            FileAccess.ReadWrite,
            FileShare.None
        );

        var waiting = Board.AppendAsync([Bare("r1")], stopping.Token);
        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.False(File.Exists(BoardPath));
    }

    [Fact]
    public void Cells_that_cannot_be_read_are_all_told_with_their_line_and_mend()
    {
        File.WriteAllText(
            BoardPath,
            $"{RefundHeader},pass_rate,git_dirty\n,yesterday,refund-intake,v1,main,refunds,sixty,1,60,0,\"0,75\",maybe\n"
        );
        var problems = new Problems();

        Board.Read(problems);

        Assert.Equal(
            [
                "results/scoreboard.csv:2: “run_id” is empty. Fill it in, or delete the row.",
                "results/scoreboard.csv:2: “yesterday” in “started_at” can't be read. Write a time such as 2026-10-02T08:11:40Z.",
                "results/scoreboard.csv:2: “sixty” in “items” can't be read. Write a whole number such as 60.",
                "results/scoreboard.csv:2: “0,75” in “pass_rate” can't be read. Write a number with a decimal point, such as 0.6833.",
                "results/scoreboard.csv:2: “maybe” in “git_dirty” can't be read. Write true or false.",
            ],
            problems.Found.Select(problem => problem.ToString())
        );
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    private static ScoreboardRow Full =>
        Bare("20261112-140209-refund-intake-v2-c3d881") with
        {
            StartedAt = new(2026, 11, 12, 16, 2, 9, TimeSpan.FromHours(2)),
            Trigger = "local",
            Version = "v2",
            Parent = "v1",
            Changed = ["constraints", "examples"],
            Title = "Must cite, or abstain",
            PromptHash = "sha256:826e21b65e53",
            ModelId = "gpt-x",
            ConfigHash = "sha256:3fd1c0a7e9b2",
            EvalSetVersion = "2026.10.1",
            EvalSetHash = "sha256:9b1e44d0c6f8",
            Split = "dev",
            GradersHash = "sha256:aa07b9d3410e",
            PassRate = 0.7667,
            PassCiLow = 0.6456,
            PassCiHigh = 0.8556,
            ScoreMean = 0.788,
            Metrics = [new("correctness", 0.7417), new("tone", null)],
            Baseline = "v1",
            Delta = 0.0833,
            DeltaCiLow = -0.0229,
            DeltaCiHigh = 0.1896,
            Fixed = 8,
            Broken = 3,
            PValue = 0.146,
            Verdict = "no difference shown",
            InputTokens = 42060,
            OutputTokens = 5380,
            CostUsd = 0.0254m,
            LatencyP50 = TimeSpan.FromMilliseconds(1225),
            LatencyP95 = TimeSpan.FromMilliseconds(2290),
            GitCommit = "77be210",
            GitDirty = false,
            ToolVersion = "0.4.0",
        };

    private static ScoreboardRow Bare(string runId) =>
        new()
        {
            RunId = runId,
            StartedAt = new(2026, 10, 2, 8, 11, 40, TimeSpan.Zero),
            Prompt = "refund-intake",
            Version = "v1",
            Model = "main",
            EvalSet = "refunds",
            Items = 60,
            Repeats = 1,
            Scored = 60,
            Errors = 0,
        };

    private IReadOnlyList<ScoreboardRow> ReadSoundly()
    {
        var problems = new Problems();
        var rows = Board.Read(problems);
        Assert.Empty(problems.Found);
        return rows;
    }
}
