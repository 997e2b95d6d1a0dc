using System.CommandLine;
using System.Text;

namespace PromptLab.Tests.Cli;

/// <summary>
/// The part of <c>docs/commands.md</c> between its marks is what the commands say of themselves. <c>PROMPTLAB_APPROVE=1</c> writes it anew.
/// </summary>
public sealed class CommandPageTests
{
    private const string Begin = "<!-- generated: PROMPTLAB_APPROVE=1 with CommandPageTests -->\n";
    private const string End = "<!-- end -->\n";

    private static readonly string File = Path.Combine(SharedFiles.Root, "docs/commands.md");

    [Fact]
    public void The_page_of_commands_is_what_the_commands_say_of_themselves()
    {
        var page = System.IO.File.ReadAllText(File);
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, page.IndexOf(End, StringComparison.Ordinal));
        var expected = page[..begin] + Generate() + page[end..];
        if (Environment.GetEnvironmentVariable("PROMPTLAB_APPROVE") == "1")
            System.IO.File.WriteAllText(File, expected);

        Assert.Equal(expected, System.IO.File.ReadAllText(File));
    }

    private static string Generate()
    {
        var text = new StringBuilder();
        foreach (var (words, command) in CommandTree.All)
        {
            text.Append(
                FormattableString.Invariant(
                    $"\n### {words}\n\n{Escape(command.Description)}\n\n```text\npromptlab {Usage(words, command)}\n```\n"
                )
            );
            var rows = command
                .Arguments.Where(argument => !argument.Hidden)
                .Select(argument => (Name: NameOf(argument), argument.Description))
                .Concat(command.Options.Where(IsOwn).Select(option => (Name: NameOf(option), option.Description)))
                .ToList();
            if (rows.Count > 0)
                text.Append("\n| | |\n|---|---|\n").AppendJoin("", rows.Select(row => $"| `{row.Name}` | {Escape(row.Description)} |\n"));
        }

        return text.Append('\n').ToString();
    }

    // “--json” and “--help” belong to every command, and the page says so once.
    private static bool IsOwn(Option option) => !option.Hidden && option.Name is not ("--json" or "--help" or "--version");

    private static string Usage(string words, Command command) =>
        string.Join(' ', [words, .. command.Arguments.Where(argument => !argument.Hidden).Select(NameOf), "[options]"]);

    private static string NameOf(Argument argument)
    {
        var name = (argument.HelpName ?? argument.Name).ToUpperInvariant() + (argument.Arity.MaximumNumberOfValues > 1 ? "…" : "");
        return argument.Arity.MinimumNumberOfValues == 0 ? $"[{name}]" : name;
    }

    private static string NameOf(Option option) =>
        option.ValueType == typeof(bool) ? option.Name : $"{option.Name} {(option.HelpName ?? option.Name[2..]).ToUpperInvariant()}";

    private static string Escape(string? text) => (text ?? "").Replace("|", "\\|", StringComparison.Ordinal);
}
