using System.CommandLine;
using System.Text.RegularExpressions;
using PromptLab.Cli;
using PromptLab.Cli.Reports;

namespace PromptLab.Tests.Cli;

/// <summary>The list of commands, their classes, the README of the repository and the tests know the same commands and options.</summary>
public sealed partial class CommandListTests
{
    public static TheoryData<string> Commands => [.. CommandTree.All.Keys];

    [Fact]
    public void The_list_has_every_class_of_a_command_and_each_once()
    {
        var classes = typeof(App)
            .Assembly.GetTypes()
            .Where(type => type.Namespace == "PromptLab.Cli.Commands" && type.Name.EndsWith("Command", StringComparison.Ordinal));

        Assert.Equal(
            classes.Select(type => type.Name).Order(StringComparer.Ordinal),
            CommandEntries.All.Select(entry => entry.Create.Method.DeclaringType!.Name).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void The_readme_has_a_row_for_every_command_and_for_no_other() =>
        Assert.Equal(
            CommandTree.All.Keys.Order(StringComparer.Ordinal),
            CommandTree
                .RowsOfReadme("command")
                .SelectMany(row => CallsIn(row[0]))
                .Select(call => call.Words)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
        );

    // The reports have a table of their own, and “--json” a sentence.
    [Theory]
    [MemberData(nameof(Commands))]
    public void The_rows_of_a_command_name_its_options_and_no_others(string command)
    {
        var reports = ReportFormats.All.Where(format => format.Command == command).Select(format => format.Option);
        var options = CommandTree.All[command].Options.Select(option => option.Name).Except([.. reports, "--json"]);
        var rows = CommandTree.RowsOfReadme("command").Where(row => CallsIn(row[0]).Any(call => call.Words == command));

        Assert.Equal(
            options.Order(StringComparer.Ordinal),
            rows.SelectMany(row => Option().Matches(TextOf(row, command)).Select(match => match.Value))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_gives_its_facts_to_machines(string command) =>
        // What completes a line is read by a shell only.
        Assert.True(command == "completion" || HasJson(command));

    private static bool HasJson(string command) =>
        CommandTree.All[command].Options.Any(option => option is Option<bool> { Name: "--json" });

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_and_every_option_says_what_it_does(string command)
    {
        var made = CommandTree.All[command];

        Assert.Matches(@"^[A-Z].*\.$", made.Description);
        Assert.All(made.Options, option => Assert.Matches(@"^[A-Z].*\.$", option.Description));
        Assert.All(made.Arguments, argument => Assert.Matches(@"^[A-Z].*\.$", argument.Description));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_is_called_by_a_test(string command)
    {
        var call = string.Join(", ", command.Split(' ').Select(word => $"\"{word}\""));

        Assert.Contains(
            Directory.EnumerateFiles(Path.Combine(SharedFiles.Root, "tests/PromptLab.Tests"), "*Tests.cs", SearchOption.AllDirectories),
            file => File.ReadAllText(file).Contains($"({call}", StringComparison.Ordinal)
        );
    }

    // “`models`, `models test NAME`”: the small words before the first argument, such as “prompt@v3”, or the first option.
    private static IEnumerable<(string Words, string Text)> CallsIn(string cell) =>
        Call().Matches(cell).Select(match => (match.Groups["words"].Value, match.Value));

    // What stands in the first cell is said of the call that it stands in; a row of several calls says the rest of each.
    private static string TextOf(string[] row, string command) =>
        string.Join(' ', CallsIn(row[0]).Where(call => call.Words == command).Select(call => call.Text)) + row[1];

    [GeneratedRegex("`(?<words>[a-z-]+( [a-z][a-z-]*(?![a-z@-]))*)[^`]*`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Call();

    [GeneratedRegex(@"(?<![a-z-])--[a-z-]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Option();
}
