using PromptLab.Texts;

namespace PromptLab.Cli.Terminal;

/// <summary>
/// The one way of text to people: pictures controls and what changes the direction of text. <see cref="CommandContext"/> puts it
/// round both streams, and <see cref="OutputFile"/> round files.
/// </summary>
/// <param name="inner">The underlying stream.</param>
internal sealed class PrintableWriter(TextWriter inner) : FilteringWriter(inner)
{
    protected override string? Filter(ReadOnlySpan<char> text) => PrintableText.OrNull(text);
}
