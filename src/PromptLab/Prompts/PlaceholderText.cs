using System.Text.RegularExpressions;

namespace PromptLab.Prompts;

/// <summary>
/// A text parsed into literals and placeholders before any value is inserted: <c>{name}</c> or <c>{name.field}</c>; <c>\{</c>
/// is a literal brace, everything else is literal. Inserted values are never parsed.
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
        foreach (Match match in PlaceholderOrEscape().Matches(text))
        {
            if (match.Index > end)
                segments.Add(new Segment(SegmentKind.Literal, text[end..match.Index], end));
            segments.Add(ToSegment(match));
            end = match.Index + match.Length;
        }

        if (end < text.Length)
            segments.Add(new Segment(SegmentKind.Literal, text[end..], end));
        return new PlaceholderText(segments);
    }

    /// <summary>Replaces every placeholder by its value; placeholders inside values stay as they are.</summary>
    public string Fill(Func<string, string> valueOf) =>
        string.Concat(Segments.Select(segment => segment.Kind == SegmentKind.Literal ? segment.Text : valueOf(segment.Text)));

    /// <summary>True if the text is a valid name of a variable: <c>[a-z][a-z0-9_]*</c>.</summary>
    public static bool IsName(string text) => VariableName().IsMatch(text);

    private static Segment ToSegment(Match match) =>
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
    private static partial Regex PlaceholderOrEscape();

    [GeneratedRegex("^[a-z][a-z0-9_]*$", RegexOptions.None, 1000)]
    private static partial Regex VariableName();
}

/// <summary>A segment of a text: a literal, or the name in a placeholder. The offset is its index in the text.</summary>
internal readonly record struct Segment(SegmentKind Kind, string Text, int Offset)
{
    /// <summary>The variable that a placeholder names, without the field.</summary>
    public string Variable => Text.Split('.')[0];
}

/// <summary>The kinds of segments.</summary>
internal enum SegmentKind
{
    Literal,
    Placeholder,

    /// <summary><c>{{x}}</c>, the placeholder syntax of other tools; an error in PromptLab.</summary>
    DoubledBraces,
}
