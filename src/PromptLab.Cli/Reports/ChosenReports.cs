using PromptLab.Cli.Terminal;
using PromptLab.Files;

namespace PromptLab.Cli.Reports;

/// <summary>The reports that are asked for.</summary>
/// <typeparam name="TFacts">What the command has found out.</typeparam>
/// <param name="Chosen">The formats, each once, with the file that it goes to; empty for one that goes elsewhere.</param>
internal sealed record ChosenReports<TFacts>(IReadOnlyList<(ReportFormat<TFacts> Format, string File)> Chosen)
{
    /// <summary>True where a format is asked for.</summary>
    public bool Has(ReportFormat<TFacts> format) => Chosen.Any(one => one.Format == format);

    /// <summary>The same with a file more.</summary>
    public ChosenReports<TFacts> And(ReportFormat<TFacts> format, string file) => new([.. Chosen, (format, file)]);

    /// <summary>Writes the reports that go to files.</summary>
    /// <exception cref="InputException">One can't be written.</exception>
    public void WriteFiles(TFacts facts, CommandContext context)
    {
        foreach (var (format, file) in Chosen.Where(one => one.Format.Place == ReportPlace.File))
            OutputFile.Write(context, file, writer => format.Write(facts, writer));
    }

    /// <summary>Writes the report that takes the place of the command's text; false where none is asked for.</summary>
    public bool TryWriteText(TFacts facts, CommandContext context)
    {
        if (Chosen.FirstOrDefault(one => one.Format.Place == ReportPlace.StandardOutput).Format is not { } format)
            return false;
        format.Write(facts, context.Out);
        return true;
    }
}
