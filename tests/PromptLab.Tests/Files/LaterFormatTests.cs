using PromptLab.Files;
using PromptLab.Tests.Cli;

namespace PromptLab.Tests.Files;

/// <summary>What a later version of the program wrote is refused with the names of both formats, and nothing is written to it.</summary>
public sealed class LaterFormatTests : IDisposable
{
    private const string Update = "Update it: dotnet tool update --global PromptLab.Cli";
    private const string Ledger = "evalsets/refund-intake/holdout-ledger.jsonl";
    private const string LabelHistory = "prompts/refund-intake/labels-history.jsonl";
    private const string Recording = "results/recordings/refund-intake.jsonl";
    private const string Scoreboard = "results/scoreboard.csv";

    private static readonly string[] Parts = ["prompts", "evalsets", "results/recordings"];

    private readonly TestBench _bench = new();

    public LaterFormatTests()
    {
        foreach (var part in Parts)
            _bench.CopyFolder(Path.Combine(SharedFiles.Root, part), part);
        _bench.Write("promptlab.yaml", File.ReadAllText(Path.Combine(SharedFiles.Root, "promptlab.yaml")));
    }

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("promptlab/run@1", true)]
    [InlineData(null, true)]
    [InlineData("promptlab/run@2", false)]
    [InlineData("promptlab/run@10", false)]
    [InlineData("promptlab/other@1", false)]
    [InlineData("", false)]
    public void A_format_is_read_up_to_the_version_that_the_program_knows(string? schema, bool isRead) =>
        Assert.Equal(isRead, FileFormat.ObjectionTo(schema, "promptlab/run@1") is null);

    [Fact]
    public void Only_a_later_version_of_the_same_format_asks_for_an_update()
    {
        Assert.EndsWith(Update, FileFormat.ObjectionTo("promptlab/run@2", "promptlab/run@1"), StringComparison.Ordinal);
        Assert.Equal(
            "The schema is “promptlab/call@2”; this version reads promptlab/run@1.",
            FileFormat.ObjectionTo("promptlab/call@2", "promptlab/run@1")
        );
    }

    [Theory]
    [InlineData("promptlab.yaml", "promptlab/config@1", "check")]
    [InlineData("evalsets/refund-intake/evalset.yaml", "promptlab/evalset@1", "run")]
    [InlineData("prompts/refund-intake/labels.yaml", "promptlab/labels@1", "check")]
    [InlineData("prompts/refund-intake/draft.prompt.md", "promptlab/prompt@1", "show refund-intake@draft")]
    [InlineData(Recording, "promptlab/recorded-response@1", "run")]
    public async Task A_later_file_is_refused_before_anything_is_asked(string file, string format, string command)
    {
        if (file.EndsWith("labels.yaml", StringComparison.Ordinal))
            await Done("label", "refund-intake@v1", "baseline");

        await Refuses(file, format, command.Split(' '));
    }

    [Fact]
    public async Task Looks_and_moves_of_labels_by_a_later_program_are_not_added_to()
    {
        await Done("confirm", "refund-intake@v8", "--against", "baseline");
        await Done("promote", "refund-intake@v10", "production", "--force", "a reason");

        await Refuses(Ledger, "promptlab/holdout-ledger@1", "confirm", "refund-intake@v9", "--against", "baseline");
        await Refuses(LabelHistory, "promptlab/label-move@1", "rollback", "refund-intake", "production", "--why", "a reason");
    }

    [Fact]
    public async Task A_later_scoreboard_is_neither_read_nor_added_to()
    {
        await Done("run", "--prompt", "refund-intake@v8", "--evalset", "refund-intake", "--split", "dev");
        var lines = _bench.Read(Scoreboard).Split('\n');
        _bench.Write(
            Scoreboard,
            string.Join('\n', lines.Select(line => line.StartsWith("1,", StringComparison.Ordinal) ? "2" + line[1..] : line))
        );
        var before = _bench.Read(Scoreboard);

        foreach (var command in (string[])["board", "run --prompt refund-intake@v9 --evalset refund-intake --split dev"])
        {
            var result = await _bench.RunAsync(command.Split(' '));

            Assert.Equal(2, result.Exit);
            Assert.Contains(
                $"{Scoreboard}:2: This is schema 2 of the scoreboard, written by a later version of PromptLab; this one reads schema 1. {Update}",
                result.Error,
                StringComparison.Ordinal
            );
        }

        Assert.Equal(before, _bench.Read(Scoreboard));
    }

    [Fact]
    public async Task Results_of_a_later_program_are_not_read()
    {
        await Done("run", "--prompt", "refund-intake@v8", "--evalset", "refund-intake", "--split", "dev");
        var journal = Path.GetRelativePath(
            _bench.Folder,
            Directory.GetFiles(_bench.Folder, "items.jsonl", SearchOption.AllDirectories).Single()
        );

        await Refuses(journal.Replace('\\', '/'), "promptlab/item-result@1", "diagnose", "refund-intake@v8");
    }

    [Fact]
    public async Task A_run_of_a_later_program_is_refused_by_its_id_and_left_out_with_a_warning_elsewhere()
    {
        await Done("run", "--prompt", "refund-intake@v8", "--evalset", "refund-intake", "--split", "dev");
        await Done("run", "--prompt", "refund-intake@v9", "--evalset", "refund-intake", "--split", "dev");
        var record = Directory
            .GetFiles(_bench.Folder, "run.json", SearchOption.AllDirectories)
            .Single(file => file.Contains("-v9-", StringComparison.Ordinal));
        var file = Path.GetRelativePath(_bench.Folder, record).Replace('\\', '/');

        await Refuses(file, "promptlab/run@1", "diagnose", Path.GetFileName(Path.GetDirectoryName(record))!);
        var status = await _bench.RunAsync("status", "refund-intake");

        Assert.Equal(0, status.Exit);
        Assert.Contains(
            $"warning: {file}: The run is left out. This is promptlab/run@2, written by a later version",
            status.Error,
            StringComparison.Ordinal
        );
    }

    private async Task Done(params string[] command)
    {
        var result = await _bench.RunAsync(command);

        Assert.True(result.Exit is 0 or 1 or 3, $"{string.Join(' ', command)}: {result.Error}");
    }

    private async Task Refuses(string file, string format, params string[] command)
    {
        var later = format[..^1] + "2";
        _bench.Write(file, _bench.Read(file).Replace(format, later, StringComparison.Ordinal));
        var before = _bench.Read(file);

        var result = await _bench.RunAsync(command);

        Assert.Equal(2, result.Exit);
        Assert.Matches(
            $"(?m)^{System.Text.RegularExpressions.Regex.Escape(file)}(:[0-9]+)?: ([0-9]+ lines: )?This is {later}, written by a later version of PromptLab; this one reads {format}. {Update}",
            result.Out + result.Error
        );
        Assert.Equal(before, _bench.Read(file));
    }
}
