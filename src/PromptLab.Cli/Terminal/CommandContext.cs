using Spectre.Console;

namespace PromptLab.Cli.Terminal;

/// <summary>Everything that a command gets from its environment: folder, streams, variables and clock. Tests supply their own.</summary>
internal sealed record CommandContext
{
    /// <summary>Standard output, for results.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Standard error, for progress, warnings and problems.</summary>
    public required TextWriter Error { get; init; }

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

    /// <summary>The width of a line in characters; 500 by default, so that redirected output does not wrap.</summary>
    public int Width { get; init; } = 500;

    /// <summary>Cancelled when Ctrl+C, SIGTERM or SIGHUP requests a stop.</summary>
    public CancellationToken Stopping { get; init; }

    /// <summary>Standard output as a console for tables.</summary>
    public IAnsiConsole Console => field ??= Draw(Out, Colours);

    /// <summary>Standard error as a console for progress bars.</summary>
    public IAnsiConsole ErrorConsole => field ??= Draw(Error, IsInteractive);

    private IAnsiConsole Draw(TextWriter writer, bool ansi)
    {
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(writer),
                Ansi = ansi ? AnsiSupport.Yes : AnsiSupport.No,
                ColorSystem = ansi ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
                Interactive = ansi ? InteractionSupport.Yes : InteractionSupport.No,
            }
        );
        console.Profile.Width = Width;
        return console;
    }
}
