using System.CommandLine;

namespace PromptLab.Cli.Reports;

/// <summary>A report format of a command, in addition to its text and JSON.</summary>
/// <param name="Command">The command, such as <c>gate</c>.</param>
/// <param name="Name">The name of the format, such as <c>junit</c>, which is also its option.</param>
/// <param name="Place">Where the report is written.</param>
/// <param name="Description">The description of the option in the help.</param>
internal abstract record ReportFormat(string Command, string Name, ReportPlace Place, string Description)
{
    /// <summary>The option that requests the report, such as <c>--junit</c>.</summary>
    public string Option => "--" + Name;

    /// <summary>The word that requests the report in the <c>outputs</c> of an experiment; null where none does.</summary>
    public string? Output { get; init; }

    /// <summary>Creates the option, which takes a file where the report is written to one.</summary>
    public Option ToOption() =>
        Place == ReportPlace.File
            ? new Option<string?>(Option) { Description = Description }
            : new Option<bool>(Option) { Description = Description };
}

/// <summary>A report format with the function that writes it.</summary>
/// <typeparam name="TFacts">The command's result.</typeparam>
/// <param name="Command">The command, such as <c>gate</c>.</param>
/// <param name="Name">The name of the format, such as <c>junit</c>, which is also its option.</param>
/// <param name="Place">Where the report is written.</param>
/// <param name="Description">The description of the option in the help.</param>
/// <param name="Write">Writes the report of a result.</param>
internal sealed record ReportFormat<TFacts>(
    string Command,
    string Name,
    ReportPlace Place,
    string Description,
    Action<TFacts, TextWriter> Write
) : ReportFormat(Command, Name, Place, Description);
