using System.CommandLine;
using PromptLab.Cli;
using PromptLab.Cli.Terminal;

namespace PromptLab.Tests.Cli;

/// <summary>The commands that there are, and what the README of the repository says of them.</summary>
internal static class CommandTree
{
    /// <summary>The commands that do something, by the words that call them, such as <c>models test</c>.</summary>
    public static IReadOnlyDictionary<string, Command> All { get; } =
        CommandEntries
            .All.SelectMany(entry => Below(entry.Create(CommandContext.Nowhere), ""))
            .ToDictionary(command => command.Words, command => command.Command, StringComparer.Ordinal);

    /// <summary>The rows of a table of the page of commands, as cells.</summary>
    /// <param name="heading">The first cell of its head.</param>
    public static IEnumerable<string[]> RowsOfReadme(string heading) =>
        File.ReadLines(Path.Combine(SharedFiles.Root, "docs/commands.md"))
            .SkipWhile(line => !line.StartsWith($"| {heading} |", StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1]);

    private static IEnumerable<(string Words, Command Command)> Below(Command command, string before)
    {
        var words = $"{before} {command.Name}".Trim();
        if (command.Action is not null)
            yield return (words, command);
        foreach (var below in command.Subcommands.SelectMany(sub => Below(sub, words)))
            yield return below;
    }
}
