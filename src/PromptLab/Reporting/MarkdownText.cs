using System.Text;
using PromptLab.Texts;

namespace PromptLab.Reporting;

/// <summary>
/// Escapes texts for Markdown, so that they are shown literally and cannot become markup, HTML, mentions or commands of a CI log.
/// Use <see cref="Block"/> for everything a model wrote.
/// </summary>
internal static class MarkdownText
{
    private const string Special = "\\`*_[]<>|~#&!";
    private const char ZeroWidthSpace = '\u200B'; // GitHub links @names and #issues even where they are escaped

    /// <summary>Escapes a short text for a sentence or a table cell; it becomes one line.</summary>
    public static string Inline(string text)
    {
        var escaped = new StringBuilder();
        var before = new Rune(' ');
        foreach (var rune in text.EnumerateRunes()) // a lone surrogate becomes U+FFFD
        {
            if (rune.IsBmp && Special.Contains((char)rune.Value, StringComparison.Ordinal))
                escaped.Append('\\');
            escaped.Append(rune.Value is '\n' or '\r' or '\t' ? " " : PrintableText.Of(rune.ToString()));
            if (rune.Value is '@' or '#' && !Rune.IsLetterOrDigit(before))
                escaped.Append(ZeroWidthSpace);
            before = rune;
        }

        return escaped.ToString();
    }

    /// <summary>
    /// Formats any text as an indented code block, in which nothing has a special meaning. Write an empty line before it.
    /// </summary>
    public static string Block(string text) =>
        string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => "    " + NoCommand(PrintableText.Of(line))));

    /// <summary>Formats each line as an escaped paragraph followed by an empty line.</summary>
    public static string Paragraphs(IEnumerable<string> lines) => string.Concat(lines.Select(line => $"{Inline(line)}\n\n"));

    /// <summary>Formats a table with escaped cells.</summary>
    public static string Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows) =>
        string.Concat(
            rows.Select(row => Line(row.Select(Inline))).Prepend(Line(columns.Select(_ => "---"))).Prepend(Line(columns.Select(Inline)))
        );

    // GitHub Actions runs log lines that begin with “::”, even after spaces, and “##[” anywhere; Azure Pipelines runs “##vso[”.
    private static string NoCommand(string line)
    {
        var start = line.Length - line.TrimStart().Length;
        var plain = line.AsSpan(start).StartsWith("::", StringComparison.Ordinal) ? line.Insert(start, ZeroWidthSpace.ToString()) : line;
        return plain
            .Replace("##[", $"#{ZeroWidthSpace}#[", StringComparison.Ordinal)
            .Replace("##vso[", $"#{ZeroWidthSpace}#vso[", StringComparison.OrdinalIgnoreCase);
    }

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |\n";
}
