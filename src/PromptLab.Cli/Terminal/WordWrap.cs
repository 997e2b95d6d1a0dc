using Spectre.Console;

namespace PromptLab.Cli.Terminal;

/// <summary>
/// Wraps lines at words. What follows goes on under the text of its line: behind the indent, and behind a label such as <c>state</c> in
/// <c>  state    PLATEAU: …</c>.
/// </summary>
internal static class WordWrap
{
    private const int MaxIndent = 30;
    private const int MinTextWidth = 20;

    /// <summary>A part of a line, and how many blanks stand before it.</summary>
    internal readonly record struct Piece(int Indent, int Start, int Length);

    /// <summary>A text with each line wrapped, which may be of several lines.</summary>
    public static string Text(string text, int width) => string.Join('\n', text.Split('\n').Select(line => Line(line, width)));

    /// <summary>The parts of one line, in order. The blanks at which it is wrapped are in none.</summary>
    public static IEnumerable<Piece> Pieces(string line, int width)
    {
        var hanging = IndentOf(line, width);
        var (start, indent) = (0, 0);
        while (true)
        {
            var end = EndOf(line, start, width - indent);
            yield return new Piece(indent, start, end - start);
            start = end;
            while (start < line.Length && line[start] == ' ')
                start++;
            if (start >= line.Length)
                yield break;
            indent = hanging;
        }
    }

    private static string Line(string line, int width) =>
        line.GetCellWidth() <= width
            ? line
            : string.Join(
                '\n',
                Pieces(line, width).Select(piece => string.Concat(new string(' ', piece.Indent), line.AsSpan(piece.Start, piece.Length)))
            );

    // The end of what fits: the last blank, or where a word is longer than the line, as much of it as fits.
    private static int EndOf(string line, int start, int width)
    {
        var (cells, blank) = (0, -1);
        for (var i = start; i < line.Length; i++)
        {
            if (line[i] == ' ' && line.AsSpan(start, i - start).ContainsAnyExcept(' '))
                blank = i;
            cells += char.IsLowSurrogate(line[i]) ? 0 : CellsAt(line, i);
            if (cells > width && line[i] != ' ')
                return blank > start ? blank
                    : i == start ? i + 1
                    : char.IsLowSurrogate(line[i]) ? i - 1
                    : i;
        }

        return line.TrimEnd(' ').Length is var trimmed && trimmed > start ? trimmed : line.Length;
    }

    private static int CellsAt(string line, int i) =>
        (char.IsHighSurrogate(line[i]) && i + 1 < line.Length ? line.Substring(i, 2) : line[i].ToString()).GetCellWidth();

    // Behind the indent, and behind the first gap of two blanks or more after it.
    private static int IndentOf(string line, int width)
    {
        var indent = line.Length - line.TrimStart(' ').Length;
        var gap = line.IndexOf("  ", indent, StringComparison.Ordinal);
        if (gap > 0 && line.Length - line.AsSpan(gap).TrimStart(' ').Length is var text && text <= MaxIndent)
            indent = text;
        return indent <= MaxIndent && width - indent >= MinTextWidth ? indent : 0;
    }
}
