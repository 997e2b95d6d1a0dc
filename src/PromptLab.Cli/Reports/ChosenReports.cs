using PromptLab.Cli.Terminal;
using PromptLab.Files;

namespace PromptLab.Cli.Reports;

/// <summary>The reports that a command line requests.</summary>
/// <typeparam name="TFacts">The command's result.</typeparam>
/// <param name="Chosen">The requested formats, each once, with the path of its file; the path is empty for a report without one.</param>
internal sealed record ChosenReports<TFacts>(IReadOnlyList<(ReportFormat<TFacts> Format, string File)> Chosen)
{
    /// <summary>True where a format is requested.</summary>
    public bool Has(ReportFormat<TFacts> format) => Chosen.Any(one => one.Format == format);

    /// <summary>These reports and one more.</summary>
    public ChosenReports<TFacts> And(ReportFormat<TFacts> format, string file) => new([.. Chosen, (format, file)]);

    /// <summary>Writes the reports that have a file.</summary>
    /// <exception cref="InputException">A file is not writable.</exception>
    public void WriteFiles(TFacts facts, CommandContext context)
    {
        foreach (var (format, file) in Chosen.Where(one => one.Format.Place == ReportPlace.File))
            OutputFile.Write(context, file, writer => format.Write(facts, writer));
    }

    /// <summary>Writes the report that replaces the command's text; false where none is requested.</summary>
    public bool TryWriteText(TFacts facts, CommandContext context)
    {
        if (Chosen.FirstOrDefault(one => one.Format.Place == ReportPlace.StandardOutput).Format is not { } format)
            return false;
        format.Write(facts, context.Out);
        return true;
    }
}
