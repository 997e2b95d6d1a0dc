using Spectre.Console;

namespace PromptLab.Cli.Terminal;

/// <summary>All that a command touches of the world outside: folders, streams, variables, the clock. Tests give their own.</summary>
internal sealed record CommandContext
{
    /// <summary>Where results go.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Where progress, warnings and problems go.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Where answers to questions come from.</summary>
    public required TextReader In { get; init; }

    /// <summary>The folder that the command was called in, as a full path.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Reads an environment variable; null where it is not set.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>True where a person can be asked: standard input and standard error are terminals.</summary>
    public bool IsInteractive { get; init; }

    /// <summary>True where standard output understands colours.</summary>
    public bool Colours { get; init; }

    /// <summary>The width of a line in characters; wide where the output is no terminal, so that nothing wraps.</summary>
    public int Width { get; init; } = 500;

    /// <summary>Ends when Ctrl+C or SIGTERM asks the program to stop.</summary>
    public CancellationToken Stopping { get; init; }

    /// <summary>Standard output as a console that draws tables.</summary>
    public IAnsiConsole Console => field ??= Draw(Out, Colours);

    /// <summary>Standard error as a console that draws progress.</summary>
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
