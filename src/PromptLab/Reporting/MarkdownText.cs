using System.Text;

namespace PromptLab.Reporting;

/// <summary>
/// Texts in Markdown: they are shown as they are, and can't become markup, HTML, mentions or commands of a CI log. What
/// a model wrote is always shown as code.
/// </summary>
internal static class MarkdownText
{
    private const string Special = "\\`*_[]<>|~#&!";
    private const char NoWidth = '\u200B'; // a space of no width: GitHub looks for names and issues after the Markdown is rendered

    /// <summary>A short text of the user's inside a sentence or a cell, on one line.</summary>
    public static string Inline(string text)
    {
        var escaped = new StringBuilder();
        var before = new Rune(' ');
        foreach (var rune in text.EnumerateRunes()) // half a surrogate pair comes as U+FFFD
        {
            if (rune.IsBmp && Special.Contains((char)rune.Value, StringComparison.Ordinal))
                escaped.Append('\\');
            escaped.Append(Rune.IsControl(rune) ? " " : rune.ToString());
            if (rune.Value is '@' or '#' && !Rune.IsLetterOrDigit(before))
                escaped.Append(NoWidth);
            before = rune;
        }

        return escaped.ToString();
    }

    /// <summary>
    /// A text of anybody's as an indented code block: nothing in it has a meaning, whatever it holds. An empty line
    /// belongs before it.
    /// </summary>
    public static string Block(string text) =>
        string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => "    " + NoCommand(Plain(line))));

    /// <summary>Lines as a paragraph each, with an empty line behind it.</summary>
    public static string Paragraphs(IEnumerable<string> lines) => string.Concat(lines.Select(line => $"{Inline(line)}\n\n"));

    /// <summary>A table. Its cells are shown as they are.</summary>
    public static string Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows) =>
        string.Concat(
            rows.Select(row => Line(row.Select(Inline))).Prepend(Line(columns.Select(_ => "---"))).Prepend(Line(columns.Select(Inline)))
        );

    private static string Plain(string line) =>
        string.Concat(line.EnumerateRunes().Select(rune => Rune.IsControl(rune) && rune.Value != '\t' ? Rune.ReplacementChar : rune));

    // The log of a GitHub action obeys lines that begin with “::”, behind blanks too, and “##[” anywhere; so does Azure’s “##vso[”.
    private static string NoCommand(string line)
    {
        var start = line.Length - line.TrimStart().Length;
        var plain = line.AsSpan(start).StartsWith("::", StringComparison.Ordinal) ? line.Insert(start, NoWidth.ToString()) : line;
        return plain
            .Replace("##[", $"#{NoWidth}#[", StringComparison.Ordinal)
            .Replace("##vso[", $"#{NoWidth}#vso[", StringComparison.OrdinalIgnoreCase);
    }

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |\n";
}
