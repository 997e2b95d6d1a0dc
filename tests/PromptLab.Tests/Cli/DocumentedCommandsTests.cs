using System.Text;
using Microsoft.Extensions.Time.Testing;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Cli;

/// <summary>
/// The README and each page of the documentation, followed from top to bottom in a copy of the sample project: files are saved, edits
/// made, commands run, and every output that is shown is what was printed on a terminal of 80 columns. A server on the loopback interface
/// stands for the models that need a key. <c>PROMPTLAB_APPROVE=1</c> writes outputs anew, except those with gaps (<c>…</c>).
/// </summary>
public sealed class DocumentedCommandsTests : IDisposable
{
    // What the pages themselves show as refused or as not passed.
    private static readonly Dictionary<string, int> Expected = new(StringComparer.Ordinal)
    {
        ["promote refund-intake@v10 production"] = 2,
        ["promote refund-intake@v11 production"] = 2,
    };

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
    private readonly List<TestBench> _benches = [];

    public static TheoryData<string> Pages =>
        [
            .. Directory
                .GetFiles(Path.Combine(SharedFiles.Root, "docs"), "*.md")
                .Append(Path.Combine(SharedFiles.Root, "README.md"))
                .Where(page => DocumentedPage.Read(File.ReadAllText(page)).Any(block => DocumentedPage.CommandsIn(block).Any()))
                .Select(page => Path.GetRelativePath(SharedFiles.Root, page))
                .Order(StringComparer.Ordinal),
        ];

    public void Dispose() => _benches.ForEach(bench => bench.Dispose());

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_can_be_followed_as_it_stands_and_shows_what_is_printed(string page)
    {
        await using var server = await ChatServer.StartAsync(Answer);
        var bench = await SampleAsync(server);
        var (text, printed) = (await File.ReadAllTextAsync(Path.Combine(SharedFiles.Root, page), Stopping), (List<CommandResult>)[]);
        foreach (var block in DocumentedPage.Read(text))
        {
            var commands = DocumentedPage.CommandsIn(block).ToList();
            if (commands.Count > 0)
                printed = await RunAsync(bench, page, commands);
            else if (block.Language == "new-folder")
                bench = NewFolder(server);
            else if (block.Language is "md" or "csv" && block.Path.Length > 0)
                bench.Write(block.Path, string.Join('\n', block.Lines) + "\n");
            else if (block.Language == "diff")
                bench.Write(block.Path, DocumentedPage.Edit(bench.Read(block.Path), block));
            else if (block.Language == DocumentedPage.Output)
                (text, printed) = (Shown(page, text, block, printed), []);
            else
                Assert.True(IsNoOutput(block), $"{page}:{block.Line}: Give this block a language, or “text”.");
        }

        if (Environment.GetEnvironmentVariable("PROMPTLAB_APPROVE") == "1")
            await File.WriteAllTextAsync(Path.Combine(SharedFiles.Root, page), text, Stopping);
    }

    [Fact]
    public void A_command_is_read_without_its_remark_and_with_its_continuation() =>
        Assert.Equal(
            ["run --prompt a b --model main", "check --ci", "run"],
            DocumentedPage
                .Read(
                    "promptlab none\n```\npromptlab run --prompt a b \\\n    --model main   # both\n- run: promptlab check --ci\npromptlabs\n"
                        + "dotnet run --project src/PromptLab.Cli -- run\n```\n"
                )
                .SelectMany(DocumentedPage.CommandsIn)
        );

    [Theory]
    [InlineData("a|b", null)]
    [InlineData("a|…|c", null)]
    [InlineData("b|…", null)]
    [InlineData("a|c", "c")] // a line was left out without a mark
    [InlineData("…|c|a", "a")]
    [InlineData("a|x", "x")]
    public void A_line_that_was_not_printed_is_found(string shown, string? missing) =>
        Assert.Equal(missing, DocumentedPage.FirstMissing(shown.Split('|'), "a\nb  \nc\n"));

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    // Commands of other programs may stand without a language; an output may not.
    private static bool IsNoOutput(DocumentedBlock block) =>
        block.Language.Length > 0 || block.Lines[0].StartsWith("dotnet ", StringComparison.Ordinal);

    private static string Shown(string page, string text, DocumentedBlock block, List<CommandResult> printed)
    {
        Assert.True(printed.Count > 0, $"{page}:{block.Line}: This block follows no command. Give it a language, or “text”.");
        var output = string.Concat(printed.Select(result => result.Out.Length > 0 ? result.Out : result.Error));
        var isWhole = !block.Lines.Any(line => line.Trim() == "…");
        if (isWhole && Environment.GetEnvironmentVariable("PROMPTLAB_APPROVE") == "1")
            return Replace(text, block, output);
        var errors = string.Concat(printed.Select(result => result.Error));
        var missing = DocumentedPage.FirstMissing(block.Lines, output);
        Assert.True(
            missing is null || DocumentedPage.FirstMissing(block.Lines, errors) is null,
            $"{page}:{block.Line}: “{missing}” was not printed here:\n{output}{errors}"
        );
        return text;
    }

    private static string Replace(string text, DocumentedBlock block, string output)
    {
        var shown = $"```\n{string.Concat(block.Lines.Select(line => line + "\n"))}```";
        var lines = output.TrimEnd().Split('\n').Select(line => line.TrimEnd());
        var at = text.IndexOf(shown, StringComparison.Ordinal);
        return text[..at] + $"```\n{string.Join('\n', lines)}\n```" + text[(at + shown.Length)..];
    }

    private async Task<List<CommandResult>> RunAsync(TestBench bench, string page, List<string> commands)
    {
        var results = new List<CommandResult>();
        foreach (var command in commands)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            var result = await bench.RunAsync(Arguments(command.Replace("--model main", "--model smollm-live", StringComparison.Ordinal)));

            Assert.True(
                Expected.GetValueOrDefault(command) == result.Exit,
                $"{page}: promptlab {command}: exit {result.Exit}\n{result.Out}{result.Error}"
            );
            results.Add(result);
        }

        return results;
    }

    // The sample, with the results of its main command, and a draft after the latest version.
    private async Task<TestBench> SampleAsync(ChatServer server)
    {
        var bench = Bench();
        foreach (var part in (string[])["prompts", "evalsets", "results/recordings"])
            bench.CopyFolder(Path.Combine(SharedFiles.Root, part), part);
        bench.Write(
            "promptlab.yaml",
            File.ReadAllText(Path.Combine(SharedFiles.Root, "promptlab.yaml"))
                .Replace("http://127.0.0.1:18090/v1", server.Address, StringComparison.Ordinal)
        );
        Assert.Equal(0, (await bench.RunAsync("run")).Exit);
        const string Draft = "prompts/refund-intake/draft.prompt.md";
        bench.Write(
            Draft,
            bench
                .Read("prompts/refund-intake/v10.prompt.md")
                .Replace("version: v10", "version: draft", StringComparison.Ordinal)
                .Replace("as the customer wrote it.", "as the customer wrote it, letters and dashes included.", StringComparison.Ordinal)
                .Replace("parent: v9", "parent: v10", StringComparison.Ordinal)
        );
        return bench;
    }

    // A folder of a newcomer, with 60 emails and nothing else; the environment names a server.
    private TestBench NewFolder(ChatServer server)
    {
        string[] cities = ["Lisbon", "Oslo", "Quito", "Cairo", "Hanoi", "Accra", "Delhi", "Paris", "Turin", "Kyoto"];
        string[] texts =
        [
            "The invoice for our {0} office is wrong.,billing",
            "Please send last month's invoice to {0}.,billing",
            "I can't sign in since I moved to {0}.,account",
            "Two people in {0} want to sign in with one address.,account",
            "The app crashed on the train to {0}.,bug",
            "Your update broke our printer in {0}.,bug",
        ];
        var rows = cities.SelectMany(city => texts.Select(text => text.Replace("{0}", city, StringComparison.Ordinal)));
        var bench = Bench();
        bench.Write("emails.csv", "Message,Label\n" + string.Join('\n', rows) + "\n");
        bench.Variables["OPENAI_BASE_URL"] = server.Address;
        bench.Variables["OPENAI_MODEL"] = "any";
        return bench;
    }

    private TestBench Bench()
    {
        _benches.Add(new TestBench { Width = 80, Time = _time });
        return _benches[^1];
    }

    // Sorts emails, some of them wrongly; to everything else it gives one answer.
    private static string Answer(string question) =>
        question.Contains("invoice", StringComparison.Ordinal) ? "billing"
        : question.Contains("sign in", StringComparison.Ordinal) ? "account"
        : question.Contains("printer", StringComparison.Ordinal) ? "It may be a bug, or an account problem."
        : question.Contains("crash", StringComparison.Ordinal) ? "bug"
        : """{"order": null, "amount": null, "reason": "other"}""";

    private static string[] Arguments(string command)
    {
        var (arguments, current, isQuoted) = (new List<string>(), new StringBuilder(), false);
        foreach (var character in command + " ")
        {
            if (character == '"')
                isQuoted = !isQuoted;
            else if (character != ' ' || isQuoted)
                current.Append(character);
            else if (current.Length > 0)
            {
                arguments.Add(current.ToString());
                current.Clear();
            }
        }

        return [.. arguments];
    }
}
