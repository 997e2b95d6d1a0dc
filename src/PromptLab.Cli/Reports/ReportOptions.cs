using System.CommandLine;

namespace PromptLab.Cli.Reports;

/// <summary>The options by which one command is asked for reports, from the list of all formats.</summary>
/// <typeparam name="TFacts">What the command has found out.</typeparam>
internal sealed class ReportOptions<TFacts>
{
    private readonly IReadOnlyList<(ReportFormat<TFacts> Format, Option Option)> _options =
    [
        .. ReportFormats.All.OfType<ReportFormat<TFacts>>().Select(format => (format, format.ToOption())),
    ];

    /// <summary>The options, in the order of the list.</summary>
    public IEnumerable<Option> Options => _options.Select(one => one.Option);

    /// <summary>The reports that a command line asks for.</summary>
    public ChosenReports<TFacts> ChosenIn(ParseResult parsed) =>
        new([
            .. _options
                .Select(one => (one.Format, File: FileIn(parsed, one.Option)))
                .Where(one => one.File is not null)
                .Select(one => (one.Format, one.File!)),
        ]);

    // Null where the option is not given; empty for a flag.
    private static string? FileIn(ParseResult parsed, Option option) =>
        option is Option<string?> file ? parsed.GetValue(file)
        : option is Option<bool> flag && parsed.GetValue(flag) ? ""
        : null;
}

/// <summary>Lets a command list its reports among its options.</summary>
internal static class ReportOptionsOfCommand
{
    public static void Add<TFacts>(this Command command, ReportOptions<TFacts> reports)
    {
        foreach (var option in reports.Options)
            command.Add(option);
    }
}
