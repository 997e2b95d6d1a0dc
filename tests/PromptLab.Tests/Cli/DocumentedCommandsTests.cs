using System.Text;
using System.Text.RegularExpressions;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Cli;

/// <summary>
/// The commands in the README and on each page of the documentation, run from top to bottom in a copy of the sample project. A
/// server on the loopback interface stands for the models that need a key.
/// </summary>
public sealed partial class DocumentedCommandsTests : IDisposable
{
    // What the pages themselves show as refused or as not passed.
    private static readonly Dictionary<string, int> Expected = new(StringComparer.Ordinal)
    {
        ["promote refund-intake@v10 production"] = 2,
        ["promote refund-intake@v11 production"] = 2,
        ["run --resume"] = 2,
    };

    private readonly TestBench _bench = new();

    public DocumentedCommandsTests()
    {
        foreach (var part in (string[])["prompts", "evalsets", "results/recordings"])
            _bench.CopyFolder(Path.Combine(SharedFiles.Root, part), part);
    }

    public static TheoryData<string> Pages =>
        [
            .. Directory
                .GetFiles(Path.Combine(SharedFiles.Root, "docs"), "*.md")
                .Append(Path.Combine(SharedFiles.Root, "README.md"))
                .Where(page => CommandsOf(page).Any())
                .Select(page => Path.GetRelativePath(SharedFiles.Root, page))
                .Order(StringComparer.Ordinal),
        ];

    public void Dispose() => _bench.Dispose();

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task The_commands_of_a_page_run_as_they_stand(string page)
    {
        await using var server = await ChatServer.StartAsync(_ => """{"order": null, "amount": null, "reason": "other"}""");
        _bench.Write(
            "promptlab.yaml",
            File.ReadAllText(Path.Combine(SharedFiles.Root, "promptlab.yaml"))
                .Replace("http://127.0.0.1:18090/v1", server.Address, StringComparison.Ordinal)
        );
        Assert.Equal(0, (await _bench.RunAsync("run")).Exit);
        const string Draft = "prompts/refund-intake/draft.prompt.md";
        _bench.Write(
            Draft,
            _bench
                .Read("prompts/refund-intake/v10.prompt.md")
                .Replace("version: v10", "version: draft", StringComparison.Ordinal)
                .Replace("as the customer wrote it.", "as the customer wrote it, letters and dashes included.", StringComparison.Ordinal)
                .Replace("parent: v9", "parent: v10", StringComparison.Ordinal)
        );

        foreach (var command in CommandsOf(Path.Combine(SharedFiles.Root, page)))
        {
            var result = await _bench.RunAsync(Arguments(command.Replace("--model main", "--model smollm-live", StringComparison.Ordinal)));

            Assert.True(
                Expected.GetValueOrDefault(command) == result.Exit,
                $"{page}: promptlab {command}: exit {result.Exit}\n{result.Error}"
            );
        }
    }

    [Fact]
    public void A_command_is_read_without_its_remark_and_with_its_continuation() =>
        Assert.Equal(
            ["run --prompt a b --model main", "check --ci"],
            CommandsIn(
                "promptlab none\n```\npromptlab run --prompt a b \\\n    --model main   # both\n- run: promptlab check --ci\npromptlabs\n```\n"
            )
        );

    private static IEnumerable<string> CommandsOf(string page) => CommandsIn(File.ReadAllText(page));

    private static IEnumerable<string> CommandsIn(string page)
    {
        var isCode = false;
        foreach (var line in Continuation().Replace(page, " ").Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
                isCode = !isCode;
            else if (isCode && Command().Match(line) is { Success: true } command)
                yield return command.Groups["words"].Value;
        }
    }

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

    [GeneratedRegex(@"\s*\\\n\s*", RegexOptions.None, 1000)]
    private static partial Regex Continuation();

    [GeneratedRegex(@"^(- run: )?promptlab (?<words>.+?)\s*(\s# .*|\s#$)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Command();
}
