using Spectre.Console;

namespace PromptLab.Cli.Terminal;

/// <summary>Everything that a command gets from its environment: folder, streams, variables and clock. Tests supply their own.</summary>
internal sealed record CommandContext
{
    /// <summary>The width of output that goes to a file or another program.</summary>
    public const int WidthOfFiles = 500;

    /// <summary>A context without streams, variables and project, for what asks commands for their names and options only.</summary>
    public static CommandContext Nowhere { get; } =
        new()
        {
            Out = TextWriter.Null,
            Error = TextWriter.Null,
            In = TextReader.Null,
            WorkingDirectory = Path.GetTempPath(),
            Variable = _ => null,
        };

    /// <summary>Standard output, for results. Controls are pictured on it.</summary>
    public required TextWriter Out
    {
        get => field = Printable(field, Width);
        init;
    }

    /// <summary>Standard error, for progress, warnings and problems. Controls are pictured on it.</summary>
    public required TextWriter Error
    {
        get => field = Printable(field, ErrorWidth);
        init;
    }

    /// <summary>Standard input, for answers to questions.</summary>
    public required TextReader In { get; init; }

    /// <summary>The working directory, as a full path.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Reads an environment variable; returns null where it is not set.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>The clock for timestamps and durations; the system clock by default.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>True where the user can be asked: standard input and standard error are terminals.</summary>
    public bool IsInteractive { get; init; }

    /// <summary>True where standard output supports colours.</summary>
    public bool Colours { get; init; }

    /// <summary>The width of standard output in columns; 500 by default, so that redirected output does not wrap.</summary>
    public int Width { get; init; } = WidthOfFiles;

    /// <summary>The width of standard error in columns; 500 by default.</summary>
    public int ErrorWidth { get; init; } = WidthOfFiles;

    /// <summary>Cancelled when Ctrl+C, SIGTERM or SIGHUP requests a stop.</summary>
    public CancellationToken Stopping { get; init; }

    /// <summary>Standard output as a console for tables.</summary>
    public IAnsiConsole Console => field ??= Draw(Out, Colours, Width);

    /// <summary>Standard error as a console for progress bars.</summary>
    public IAnsiConsole ErrorConsole => field ??= Draw(Error, IsInteractive, ErrorWidth);

    private static FilteringWriter Printable(TextWriter writer, int width) =>
        writer as FilteringWriter ?? new PrintableWriter(writer, width);

    // The console's own codes go past the filter of its stream, and its texts through the hook. A stream that is read for commands
    // has no colours.
    private static IAnsiConsole Draw(TextWriter writer, bool isTerminal, int width)
    {
        var terminal = isTerminal ? (writer as PrintableWriter)?.Inner : null;
        var ansi = terminal is not null;
#pragma warning disable RS0030 // The one place that makes a console.
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(terminal ?? writer),
                Ansi = ansi ? AnsiSupport.Yes : AnsiSupport.No,
                ColorSystem = ansi ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
                Interactive = ansi ? InteractionSupport.Yes : InteractionSupport.No,
            }
        );
#pragma warning restore RS0030
        console.Profile.Width = width;
        console.Pipeline.Attach(new PrintableHook());
        return console;
    }
}
