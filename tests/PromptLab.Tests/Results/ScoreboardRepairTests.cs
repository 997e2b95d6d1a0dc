using System.Text;
using PromptLab.Files;
using PromptLab.Results;

namespace PromptLab.Tests.Results;

public sealed class ScoreboardRepairTests : IDisposable
{
    private const string Header = "run_id,started_at,prompt,version,model,evalset,items,repeats,scored,errors,title";
    private const string Row = "r1,2026-10-02T08:11:40Z,refund-intake,v1,main,refunds,60,1,60,0,Baseline";
    private const string Torn =
        "results/scoreboard.csv:3: The last row had been cut off while it was written. Its text was moved to results/scoreboard.csv.torn.";

    private readonly string _folder = Directory.CreateTempSubdirectory("promptlab-").FullName;

    private string BoardPath => Path.Combine(_folder, "scoreboard.csv");

    private Scoreboard Board => new(BoardPath, "results/scoreboard.csv", TimeProvider.System);

    [Theory]
    [InlineData("r2,2026-11-12T14:02:09Z,refund-int")]
    [InlineData("r2,2026-11-12T14:02:09Z,refund-intake,v2,main,refunds,60,1,60,0,\"Must cite, or\nabs")]
    [InlineData("r")]
    public async Task A_row_that_was_cut_off_is_moved_aside_and_told(string torn)
    {
        File.WriteAllText(BoardPath, $"{Header}\n{Row}\n{torn}");

        Assert.Equal(Torn, await AppendAsync());

        Assert.Equal(torn + "\n", File.ReadAllText(BoardPath + ".torn"));
        Assert.Equal(["r1", "r9"], ReadRunIds());
    }

    [Fact]
    public async Task A_row_cut_inside_a_character_is_moved_aside_byte_for_byte()
    {
        byte[] torn = [.. "r2,é"u8[..^1]];
        File.WriteAllBytes(BoardPath, [.. Encoding.UTF8.GetBytes($"{Header}\n{Row}\n"), .. torn]);

        Assert.Equal(Torn, await AppendAsync());

        Assert.Equal([.. torn, (byte)'\n'], File.ReadAllBytes(BoardPath + ".torn"));
        Assert.Equal(["r1", "r9"], ReadRunIds());
    }

    [Fact]
    public async Task A_second_torn_row_is_added_to_the_first()
    {
        File.WriteAllText(BoardPath + ".torn", "r0,2026\n");
        File.WriteAllText(BoardPath, $"{Header}\n{Row}\nr2,2026");

        await AppendAsync();

        Assert.Equal("r0,2026\nr2,2026\n", File.ReadAllText(BoardPath + ".torn"));
    }

    [Theory]
    [InlineData(Row)]
    [InlineData("r1,2026-10-02T08:11:40Z,refund-intake,v1,main,refunds,60,1,60,0,\"Base\nline\"")]
    public async Task A_whole_row_that_lacks_only_its_line_end_is_kept(string row)
    {
        File.WriteAllText(BoardPath, $"{Header}\n{row}");

        Assert.Equal("results/scoreboard.csv:2: The last row lacked its line end. It was whole, and has been kept.", await AppendAsync());

        Assert.False(File.Exists(BoardPath + ".torn"));
        Assert.Equal(["r1", "r9"], ReadRunIds());
    }

    [Fact]
    public async Task A_header_that_was_cut_off_begins_a_new_scoreboard()
    {
        File.WriteAllText(BoardPath, "schema,run_id,star");

        Assert.NotNull(await AppendAsync());

        Assert.Equal("schema,run_id,star\n", File.ReadAllText(BoardPath + ".torn"));
        Assert.Equal(["r9"], ReadRunIds());
    }

    [Fact]
    public async Task Wherever_a_write_is_cut_off_the_next_one_succeeds_and_no_byte_is_lost()
    {
        await AppendAsync(Row9 with { RunId = "r1" }, Row9 with { RunId = "r2", Title = "Says \"é\", or\r\nabstains", Trigger = "=x" });
        var whole = await File.ReadAllBytesAsync(BoardPath, TestContext.Current.CancellationToken);

        for (var length = 1; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(BoardPath, whole[..length], TestContext.Current.CancellationToken);
            File.Delete(BoardPath + ".torn");

            await AppendAsync();

            Assert.Equal("r9", ReadRunIds().Last());
            if (File.Exists(BoardPath + ".torn"))
                Assert.Equal(whole[..length].AsSpan(), [.. LinesBeforeCut(whole, length), .. File.ReadAllBytes(BoardPath + ".torn")[..^1]]);
            else
                Assert.Equal(whole[..length], File.ReadAllBytes(BoardPath)[..length]);
        }
    }

    [Fact]
    public void A_reader_leaves_a_torn_row_out_and_says_so()
    {
        File.WriteAllText(BoardPath, $"{Header}\n{Row}\nr2,2026");
        var problems = new Problems();

        Assert.Equal("r1", Assert.Single(Board.Read(problems)).RunId);

        var warning = Assert.Single(problems.Found);
        Assert.True(warning.IsWarning);
        Assert.Equal(
            "results/scoreboard.csv:3: The last row was cut off while it was written, and is left out. The next run moves it aside.",
            warning.ToString()
        );
    }

    [Theory]
    [InlineData(
        "run_id,started_at,prompt,version,model,evalset,items,repeats,scored,errors\nr1,2026\n" + "r2,x,y,v1,m,e,1,1,1,0\n",
        "results/scoreboard.csv:2: The row has 2 cells and the header 10. Mend the row or delete it; a cell with a comma in it needs quotes."
    )]
    [InlineData(
        Header + "\n" + Row + "\n" + Header + "\n" + Row + "\n",
        "results/scoreboard.csv:3: The header stands here once more. Delete the line."
    )]
    [InlineData(
        "name,age\nAda,36\n",
        "results/scoreboard.csv:1: This is no scoreboard. Name another file, or move this one away and a new scoreboard is begun. Missing columns: "
            + "“run_id”, “started_at”, “prompt”, “version”, “model”, “evalset”, “items”, “repeats”, “scored”, “errors”."
    )]
    [InlineData(
        "runid,started_at,prompt,version,model,evalset,items,repeats,scored,errors\n",
        "results/scoreboard.csv:1: This is no scoreboard. Name another file, or move this one away and a new scoreboard is begun. Missing columns: “run_id” (is it “runid”?)."
    )]
    [InlineData(
        Header + ",title\n",
        "results/scoreboard.csv:1: The column “title” stands more than once. Rename or delete all but one of them."
    )]
    [InlineData(
        Header + "\nr1,2026-10-02T08:11:40Z,refund-intake,v1,main,refunds,60,1,60,0,a 5\" pipe\n",
        "results/scoreboard.csv:2: A quote stands inside a cell. Put the cell in quotes and double the quotes within."
    )]
    [InlineData(
        Header + "\nr1,2026-10-02T08:11:40Z,refund-intake,v1,main,refunds,60,1,60,0,\"Base\n" + Row + "\n",
        "results/scoreboard.csv:2: A quote is opened here and never closed, and whole rows follow. Close the quote, or double it where it is part of the text."
    )]
    public async Task A_file_that_is_wrong_elsewhere_is_refused_and_left_as_it_is(string text, string problem)
    {
        File.WriteAllText(BoardPath, text);

        var e = await Assert.ThrowsAsync<InputException>(AppendAsync);

        Assert.Equal(problem, e.Message);
        Assert.Equal(text, File.ReadAllText(BoardPath));
        Assert.False(File.Exists(BoardPath + ".torn"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static ScoreboardRow Row9 =>
        new()
        {
            RunId = "r9",
            StartedAt = new(2026, 11, 23, 9, 15, 3, TimeSpan.Zero),
            Prompt = "refund-intake",
            Version = "v3",
            Model = "main",
            EvalSet = "refunds",
            Items = 60,
            Repeats = 1,
            Scored = 60,
            Errors = 0,
        };

    private Task<string?> AppendAsync() => AppendAsync(Row9);

    private Task<string?> AppendAsync(params ScoreboardRow[] rows) => Board.AppendAsync(rows, TestContext.Current.CancellationToken);

    // The header is the first line and the first row the second; the line ends after them are inside a cell of the second row.
    private static byte[] LinesBeforeCut(byte[] whole, int length)
    {
        var header = Array.IndexOf(whole, (byte)'\n') + 1;
        var firstRow = Array.IndexOf(whole, (byte)'\n', header) + 1;
        return whole[
            ..(
                length > firstRow ? firstRow
                : length > header ? header
                : 0
            )
        ];
    }

    private IEnumerable<string> ReadRunIds()
    {
        var problems = new Problems();
        var rows = Board.Read(problems);
        Assert.Empty(problems.Found);
        return rows.Select(row => row.RunId);
    }
}
