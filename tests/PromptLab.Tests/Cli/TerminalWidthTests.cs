using Microsoft.Extensions.Time.Testing;
using Spectre.Console;

namespace PromptLab.Tests.Cli;

/// <summary>
/// What commands print on terminals of several widths: nothing is wider than the terminal, and the screens that people see most are
/// compared whole. <c>PROMPTLAB_APPROVE=1</c> writes them anew; look at them before you commit them.
/// </summary>
public sealed class TerminalWidthTests : IDisposable
{
    private readonly TestBench _bench = new() { Time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero)) };

    public TerminalWidthTests()
    {
        foreach (var part in new[] { "prompts", "evalsets", "results/recordings" })
            _bench.CopyFolder(Path.Combine(SharedFiles.Root, part), part);
        _bench.Write("promptlab.yaml", File.ReadAllText(Path.Combine(SharedFiles.Root, "promptlab.yaml")));
    }

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(160)]
    public async Task No_line_is_wider_than_the_terminal(int width)
    {
        _bench.Width = width;
        foreach (
            var command in new[]
            {
                "run",
                "run refund-ladder --details",
                "run review-chance",
                "grade review-sentiment@v4 --details",
                "board",
                "board --plot",
                "compare refund-intake@v7 refund-intake@v8",
                "compare refund-intake@v1 refund-intake@v9 refund-intake@v10",
                "status refund-intake",
                "diagnose refund-intake@v10",
                "failures refund-intake@v10",
                "failures refund-intake@v10 --item rf-001",
                "log refund-intake",
                "diff refund-intake@v1 refund-intake@v2",
                "models",
                "check",
                "run refund-nightly",
                "gate refund-nightly",
                "confirm refund-intake@v8 --against refund-intake@v1 --dry-run",
                "split-evalset refund-intake --dry-run",
                "cache stats",
                "show refund-intake@v1 --nonsense",
                "run --resume",
                "help run",
            }
        )
        {
            var said = await _bench.RunAsync(command.Split(' '));
            foreach (var line in (said.Out + said.Error).Split('\n'))
                Assert.True(line.TrimEnd().GetCellWidth() <= width, $"{command} at {width}: {line}");
        }
    }

    [Theory]
    [InlineData("run refund-ladder", 80)]
    [InlineData("run refund-ladder", 100)]
    [InlineData("run refund-ladder", 160)]
    [InlineData("run refund-ladder --details", 100)]
    [InlineData("board refund-intake", 80)]
    [InlineData("board refund-intake", 100)]
    [InlineData("board refund-intake", 160)]
    [InlineData("status refund-intake", 80)]
    [InlineData("failures refund-intake@v10 --limit 3", 80)]
    [InlineData("diagnose refund-intake@v10", 80)]
    [InlineData("compare refund-intake@v7 refund-intake@v8", 80)]
    [InlineData("--help", 80)]
    public async Task A_screen_is_as_it_was_approved(string command, int width)
    {
        if (!command.StartsWith("run ", StringComparison.Ordinal))
            await _bench.RunAsync("run", "refund-ladder");
        _bench.Width = width;

        var screen = string.Join('\n', (await _bench.RunAsync(command.Split(' '))).Out.Split('\n').Select(Stable));

        var name = string.Concat(command.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-');
        var file = Path.Combine(SharedFiles.Root, FormattableString.Invariant($"tests/PromptLab.Tests/Cli/Screens/{name}.{width}.txt"));
        if (Environment.GetEnvironmentVariable("PROMPTLAB_APPROVE") == "1")
            File.WriteAllText(file, screen);
        Assert.Equal(File.ReadAllText(file), screen);
    }

    // Run ids end in chance.
    private static string Stable(string line) =>
        System.Text.RegularExpressions.Regex.Replace(
            line.TrimEnd(),
            "(?<=-v[0-9]+-)[0-9a-f]{6}|(?<=  )[0-9a-f]{6}$",
            "xxxxxx",
            System.Text.RegularExpressions.RegexOptions.None,
            TimeSpan.FromSeconds(10)
        );
}
