using PromptLab.Texts;

namespace PromptLab.Cli.Terminal;

/// <summary>
/// The one way of text to people: pictures controls and what changes the direction of text. <see cref="CommandContext"/> puts it
/// round both streams, and <see cref="OutputFile"/> round files.
/// </summary>
/// <param name="inner">The underlying stream.</param>
/// <param name="width">
/// The width at which lines of text are wrapped; null for never. Text that is not written as a line stays as it is.
/// </param>
internal sealed class PrintableWriter(TextWriter inner, int? width = null) : FilteringWriter(inner)
{
    public override void WriteLine(string? value) =>
        base.WriteLine(value is not null && width is { } columns ? WordWrap.Text(value, columns) : value);

    protected override string? Filter(ReadOnlySpan<char> text) => PrintableText.OrNull(text);
}
