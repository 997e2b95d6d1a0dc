using System.CommandLine;

namespace PromptLab.Cli.Reports;

/// <summary>A form in which a command gives its facts besides its own text and JSON.</summary>
/// <param name="Command">The command, such as <c>gate</c>.</param>
/// <param name="Name">The form, such as <c>junit</c>: the command's option without its hyphens.</param>
/// <param name="Place">Where it goes.</param>
/// <param name="Description">What the help says of the option.</param>
internal abstract record ReportFormat(string Command, string Name, ReportPlace Place, string Description)
{
    /// <summary>The option that asks for it, such as <c>--junit</c>.</summary>
    public string Option => "--" + Name;

    /// <summary>The word by which <c>outputs</c> of an experiment asks for it without the option; null where none does.</summary>
    public string? Output { get; init; }

    /// <summary>Makes the option: the name of a file, or a flag.</summary>
    public Option ToOption() =>
        Place == ReportPlace.File
            ? new Option<string?>(Option) { Description = Description }
            : new Option<bool>(Option) { Description = Description };
}

/// <summary>A form of the facts of one command.</summary>
/// <typeparam name="TFacts">What the command has found out.</typeparam>
/// <param name="Command">The command.</param>
/// <param name="Name">The form.</param>
/// <param name="Place">Where it goes.</param>
/// <param name="Description">What the help says of the option.</param>
/// <param name="Write">Writes the facts.</param>
internal sealed record ReportFormat<TFacts>(
    string Command,
    string Name,
    ReportPlace Place,
    string Description,
    Action<TFacts, TextWriter> Write
) : ReportFormat(Command, Name, Place, Description);
