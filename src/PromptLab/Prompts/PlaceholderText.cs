using System.Text.RegularExpressions;

namespace PromptLab.Prompts;

/// <summary>
/// A text with placeholders, taken apart before any value is there: <c>{name}</c> or <c>{name.field}</c>; <c>\{</c> is
/// a literal brace; all else is literal. Values go in once and are never looked at again.
/// </summary>
internal sealed partial class PlaceholderText
{
    private PlaceholderText(IReadOnlyList<Segment> segments) => Segments = segments;

    public IReadOnlyList<Segment> Segments { get; }

    public IEnumerable<Segment> Placeholders => Segments.Where(segment => segment.Kind != SegmentKind.Literal);

    public static PlaceholderText Parse(string text)
    {
        if (text.AsSpan().IndexOfAny('{', '\\') < 0)
            return new PlaceholderText(text.Length == 0 ? [] : [new Segment(SegmentKind.Literal, text, 0)]);
        var segments = new List<Segment>();
        var end = 0;
        foreach (Match match in Special().Matches(text))
        {
            if (match.Index > end)
                segments.Add(new Segment(SegmentKind.Literal, text[end..match.Index], end));
            segments.Add(SegmentOf(match));
            end = match.Index + match.Length;
        }

        if (end < text.Length)
            segments.Add(new Segment(SegmentKind.Literal, text[end..], end));
        return new PlaceholderText(segments);
    }

    /// <summary>Puts values in; a value is never scanned for placeholders.</summary>
    public string Fill(Func<string, string> valueOf) =>
        string.Concat(Segments.Select(segment => segment.Kind == SegmentKind.Literal ? segment.Text : valueOf(segment.Text)));

    /// <summary>True for a text that can name a variable.</summary>
    public static bool IsName(string text) => Name().IsMatch(text);

    private static Segment SegmentOf(Match match) =>
        match.ValueSpan switch
        {
            ['\\', ..] => new Segment(SegmentKind.Literal, "{", match.Index),
            ['{', '{', ..] => new Segment(SegmentKind.DoubledBraces, match.Value[2..^2].Trim(), match.Index),
            _ => new Segment(SegmentKind.Placeholder, match.Value[1..^1], match.Index),
        };

    [GeneratedRegex(
        @"\\\{|\{\{\s*[A-Za-z][A-Za-z0-9_.]*\s*\}\}|\{[a-z][a-z0-9_]*(\.[A-Za-z0-9_]+)*\}",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Special();

    [GeneratedRegex("^[a-z][a-z0-9_]*$", RegexOptions.None, 1000)]
    private static partial Regex Name();
}

/// <summary>A part of a text: literal, or the name of what goes there.</summary>
internal readonly record struct Segment(SegmentKind Kind, string Text, int Offset)
{
    /// <summary>The variable that a placeholder names, without its field.</summary>
    public string Variable => Text.Split('.')[0];
}

/// <summary>The parts of a text.</summary>
internal enum SegmentKind
{
    Literal,
    Placeholder,

    /// <summary><c>{{x}}</c>, as other tools write placeholders: an error here.</summary>
    DoubledBraces,
}
