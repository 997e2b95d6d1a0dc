namespace PromptLab.Files;

/// <summary>How a CSV file is written: what separates its cells, and whether its first line says so, as Excel allows.</summary>
/// <param name="Separator">The character between two cells.</param>
/// <param name="HasSeparatorLine">True where the first line is <c>sep=;</c> or the like, and no header.</param>
internal sealed record CsvDialect(char Separator, bool HasSeparatorLine)
{
    private const char Quote = '"';
    private const string SeparatorLine = "sep=";

    // In the order of preference where nothing tells them apart.
    private static readonly char[] Separators = [',', ';', '\t'];

    /// <summary>The dialect of all files that PromptLab writes.</summary>
    public static CsvDialect Ours { get; } = new(',', HasSeparatorLine: false);

    /// <summary>The separator as a word for messages.</summary>
    public string SeparatorName =>
        Separator switch
        {
            ',' => "comma",
            ';' => "semicolon",
            '\t' => "tab",
            _ => $"“{Separator}”",
        };

    /// <summary>
    /// The dialect of a text, told by its first line: by <c>sep=</c>, else by the separator between whose cells the most known names
    /// stand, else by the one that is there most often. Separators inside quotes do not count.
    /// </summary>
    /// <param name="start">The beginning of the text, with at least its first line.</param>
    /// <param name="names">The names of columns that are expected.</param>
    public static CsvDialect Of(ReadOnlySpan<char> start, IReadOnlyCollection<string> names)
    {
        var line = FirstLine(start);
        if (SeparatorIn(line) is { } stated)
            return new CsvDialect(stated, HasSeparatorLine: true);
        var best = Ours;
        var (mostNames, mostCells) = (-1, -1);
        foreach (var separator in Separators)
        {
            var cells = CellsOf(line, separator);
            var known = cells.Count(names.Contains);
            if (known < mostNames || (known == mostNames && cells.Count <= mostCells))
                continue;
            (best, mostNames, mostCells) = (new CsvDialect(separator, HasSeparatorLine: false), known, cells.Count);
        }

        return best;
    }

    // The first line with something on it; a line end inside quotes belongs to a name.
    private static ReadOnlySpan<char> FirstLine(ReadOnlySpan<char> text)
    {
        text = text.TrimStart("\uFEFF\r\n");
        var isQuoted = false;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == Quote)
                isQuoted = !isQuoted;
            else if (!isQuoted && text[at] is '\n' or '\r')
                return text[..at];
        }

        return text;
    }

    private static char? SeparatorIn(ReadOnlySpan<char> line)
    {
        if (line.Length > 2 && line[0] == Quote && line[^1] == Quote)
            line = line[1..^1];
        return
            line.Length == SeparatorLine.Length + 1
            && line.StartsWith(SeparatorLine, StringComparison.OrdinalIgnoreCase)
            && line[^1] is not Quote
            ? line[^1]
            : null;
    }

    private static List<string> CellsOf(ReadOnlySpan<char> line, char separator)
    {
        var (cells, start, isQuoted) = (new List<string>(), 0, false);
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] == Quote)
                isQuoted = !isQuoted;
            else if (line[at] == separator && !isQuoted)
            {
                cells.Add(NameIn(line[start..at]));
                start = at + 1;
            }
        }

        cells.Add(NameIn(line[start..]));
        return cells;
    }

    private static string NameIn(ReadOnlySpan<char> cell) =>
        cell.Trim() is [Quote, .. var name, Quote]
            ? name.ToString().Replace("\"\"", "\"", StringComparison.Ordinal)
            : cell.Trim().ToString();
}
