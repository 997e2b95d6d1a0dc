using System.Globalization;
using PromptLab.Texts;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;

namespace PromptLab.Cli.Terminal;

/// <summary>Formats the events of a log as <see cref="CompactJsonFormatter"/> does, with every control escaped.</summary>
internal sealed class PrintableJsonFormatter : ITextFormatter
{
    private readonly CompactJsonFormatter _inner = new();

    public void Format(LogEvent logEvent, TextWriter output)
    {
        using var line = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        _inner.Format(logEvent, line);
        output.Write(PrintableText.OfJson(line.ToString()));
    }
}
