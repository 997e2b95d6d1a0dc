using PromptLab.Texts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace PromptLab.Cli.Terminal;

/// <summary>
/// Pictures the texts that a console draws, as <see cref="PrintableWriter"/> does on a stream, and wraps lines of text with their
/// indent. The codes for colours and the cursor, which the console itself adds, stay.
/// </summary>
internal sealed class PrintableHook : IRenderHook
{
    public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) =>
        renderables.Select(drawn => new Printable(drawn));

    private sealed class Printable(IRenderable drawn) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => drawn.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
            drawn is Text or Markup or Paragraph
                ? Wrapped(drawn.Render(options, int.MaxValue).Select(Pictured), maxWidth)
                : drawn.Render(options, maxWidth).Select(Pictured);

        private static Segment Pictured(Segment segment) =>
            !segment.IsControlCode && PrintableText.OrNull(segment.Text) is { } text ? new Segment(text, segment.Style) : segment;

        private static IEnumerable<Segment> Wrapped(IEnumerable<Segment> segments, int width)
        {
            var line = new List<Segment>();
            foreach (var segment in segments)
            {
                if (!segment.IsLineBreak)
                {
                    line.Add(segment);
                    continue;
                }

                foreach (var part in WrappedLine(line, width))
                    yield return part;
                yield return segment;
                line.Clear();
            }

            foreach (var part in WrappedLine(line, width))
                yield return part;
        }

        private static IEnumerable<Segment> WrappedLine(List<Segment> line, int width)
        {
            var text = string.Concat(line.Select(segment => segment.Text));
            if (text.GetCellWidth() <= width)
                return line;
            return WordWrap
                .Pieces(text, width)
                .SelectMany(
                    (piece, i) =>
                        (i == 0 ? [] : new[] { Segment.LineBreak, new Segment(new string(' ', piece.Indent)) }).Concat(
                            Cut(line, piece.Start, piece.Length)
                        )
                );
        }

        // The part of a line, each piece of it in its own style.
        private static IEnumerable<Segment> Cut(IEnumerable<Segment> line, int start, int length)
        {
            foreach (var segment in line)
            {
                var (from, to) = (Math.Max(start, 0), Math.Min(start + length, segment.Text.Length));
                if (from < to)
                    yield return new Segment(segment.Text[from..to], segment.Style);
                start -= segment.Text.Length;
            }
        }
    }
}
