using System.CommandLine;
using PromptLab.Files;

namespace PromptLab.Cli.Reports;

/// <summary>The report options of one command, created from <see cref="ReportFormats.All"/>.</summary>
/// <typeparam name="TFacts">The command's result.</typeparam>
internal sealed class ReportOptions<TFacts>
{
    private readonly IReadOnlyList<(ReportFormat<TFacts> Format, Option Option)> _options =
    [
        .. ReportFormats.All.OfType<ReportFormat<TFacts>>().Select(format => (format, format.ToOption())),
    ];

    /// <summary>The options, in the order of the list.</summary>
    public IEnumerable<Option> Options => _options.Select(one => one.Option);

    /// <summary>The reports that a command line requests.</summary>
    /// <exception cref="InputException">A path can't be the name of a file; nothing was done yet.</exception>
    public ChosenReports<TFacts> ChosenIn(ParseResult parsed)
    {
        IReadOnlyList<(ReportFormat<TFacts> Format, string File)> chosen =
        [
            .. _options
                .Select(one => (one.Format, File: FileIn(parsed, one.Option)))
                .Where(one => one.File is not null)
                .Select(one => (one.Format, one.File!)),
        ];
        var problems = new Problems();
        foreach (var (format, file) in chosen.Where(one => one.Format.Place == ReportPlace.File))
        {
            if (FileNames.ProblemOfPath(file) is { } unusable)
                problems.Add(format.Option, null, unusable);
        }

        problems.ThrowIfErrors();
        return new ChosenReports<TFacts>(chosen);
    }

    // The path, or an empty text for a flag; null where the option is not given.
    private static string? FileIn(ParseResult parsed, Option option) =>
        option is Option<string?> file ? parsed.GetValue(file)
        : option is Option<bool> flag && parsed.GetValue(flag) ? ""
        : null;
}

/// <summary>Adds report options to a command.</summary>
internal static class ReportOptionsOfCommand
{
    public static void Add<TFacts>(this Command command, ReportOptions<TFacts> reports)
    {
        foreach (var option in reports.Options)
            command.Add(option);
    }
}
