using PromptLab.Texts;
using Spectre.Console.Rendering;

namespace PromptLab.Cli.Terminal;

/// <summary>
/// Pictures the texts that a console draws, as <see cref="PrintableWriter"/> does on a stream. The codes for colours and the
/// cursor, which the console itself adds, stay.
/// </summary>
internal sealed class PrintableHook : IRenderHook
{
    public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) =>
        renderables.Select(drawn => new Printable(drawn));

    private sealed class Printable(IRenderable drawn) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => drawn.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => drawn.Render(options, maxWidth).Select(Pictured);

        private static Segment Pictured(Segment segment) =>
            !segment.IsControlCode && PrintableText.OrNull(segment.Text) is { } text ? new Segment(text, segment.Style) : segment;
    }
}
