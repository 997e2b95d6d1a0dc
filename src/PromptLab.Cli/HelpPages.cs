using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using PromptLab.Cli.Terminal;

namespace PromptLab.Cli;

/// <summary>
/// The help. Of the program: first the commands that a newcomer needs, in order, then the others by stage of the work. Of one
/// command: its options, two examples and its exit codes.
/// </summary>
/// <param name="page">The help of one command without its examples.</param>
/// <param name="context">The streams.</param>
internal sealed class HelpPages(HelpAction page, CommandContext context) : SynchronousCommandLineAction
{
    private const int MaxWidth = 100;
    private const int NameWidth = 16;

    private static readonly (int Code, string Meaning)[] Meanings =
    [
        (ExitCodes.Done, "done"),
        (ExitCodes.GateFailed, "a gate failed"),
        (ExitCodes.BadInput, "bad input, nothing was sent"),
        (ExitCodes.Incomplete, "not completed"),
        (ExitCodes.Cancelled, "cancelled"),
    ];

    /// <summary>Gives a root command and all below it these pages.</summary>
    public static void Attach(RootCommand root, CommandContext context)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
        {
            if (option.Action is HelpAction page)
                option.Action = new HelpPages(page, context);
        }
    }

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;
        if (command is RootCommand)
            return Overview(command);
        page.MaxWidth = Math.Min(context.Width, MaxWidth);
        page.Invoke(parseResult);
        var entry = CommandEntries.All.Single(entry =>
            entry.Name == command.Name || command.Parents.Any(parent => parent.Name == entry.Name)
        );
        context.Out.WriteLine("Examples:");
        foreach (var example in entry.Examples)
            context.Out.WriteLine($"  promptlab {example}");
        context.Out.WriteLine();
        context.Out.WriteLine($"Exit codes: {Codes(entry)}");
        return ExitCodes.Done;
    }

    private int Overview(Command root)
    {
        context.Out.WriteLine(root.Description);
        context.Out.WriteLine();
        context.Out.WriteLine("Usage: promptlab COMMAND [options]");
        Write("First steps", CommandEntries.All.Where(entry => entry.FirstStep is not null).OrderBy(entry => entry.FirstStep));
        foreach (
            var stage in CommandEntries.All.Where(entry => entry.FirstStep is null).GroupBy(entry => entry.Stage, StringComparer.Ordinal)
        )
            Write(stage.Key, stage);
        context.Out.WriteLine();
        context.Out.WriteLine("promptlab help COMMAND shows its options, examples and exit codes.");
        return ExitCodes.Done;
    }

    private void Write(string title, IEnumerable<CommandEntry> entries)
    {
        context.Out.WriteLine();
        context.Out.WriteLine(title);
        foreach (var entry in entries)
            context.Out.WriteLine($"  {entry.Name, -NameWidth}  {entry.Description}");
    }

    private static string Codes(CommandEntry entry) =>
        string.Join(
            " · ",
            Meanings
                .Where(meaning => meaning.Code is ExitCodes.Done or ExitCodes.BadInput || entry.ExitCodes.Contains(meaning.Code))
                .Select(meaning => FormattableString.Invariant($"{meaning.Code} {meaning.Meaning}"))
        );
}
