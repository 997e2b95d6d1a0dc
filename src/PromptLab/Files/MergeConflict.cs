namespace PromptLab.Files;

/// <summary>Recognises the marker lines that a merge leaves in a file that both sides changed, and tells the sides apart.</summary>
internal static class MergeConflict
{
    private const string Ours = "<<<<<<<";
    private const string Ancestor = "|||||||";
    private const string Separator = "=======";
    private const string Theirs = ">>>>>>>";

    /// <summary>True for a marker line, such as <c>&lt;&lt;&lt;&lt;&lt;&lt;&lt; HEAD</c>.</summary>
    public static bool IsMarker(string line) =>
        StartsWith(line, Ours) || StartsWith(line, Ancestor) || StartsWith(line, Theirs) || line.TrimEnd() == Separator;

    /// <summary>True for a text that a merge left in conflict.</summary>
    public static bool IsIn(string text) =>
        text.Split('\n') is var lines
        && Array.Exists(lines, line => StartsWith(line, Ours))
        && Array.Exists(lines, line => StartsWith(line, Theirs));

    /// <summary>The text with the lines of both sides and without the markers and the common ancestor's lines.</summary>
    public static string WithoutMarkers(string text) => IsIn(text) ? Pick(text, ours: true, theirs: true) : text;

    /// <summary>The texts of the two sides; the same text twice where there is no conflict.</summary>
    public static (string Ours, string Theirs) SidesOf(string text) =>
        IsIn(text) ? (Pick(text, ours: true, theirs: false), Pick(text, ours: false, theirs: true)) : (text, text);

    private static string Pick(string text, bool ours, bool theirs)
    {
        var (kept, part) = (new List<string>(), Part.Common);
        foreach (var line in text.Split('\n'))
        {
            var next = PartAfter(line, part);
            if (next == part && (part == Part.Common || (part == Part.Ours && ours) || (part == Part.Theirs && theirs)))
                kept.Add(line);
            part = next;
        }

        return string.Join('\n', kept);
    }

    // “=======” is a marker only inside a conflict: in Markdown it underlines a heading.
    private static Part PartAfter(string line, Part part) =>
        part switch
        {
            Part.Common when StartsWith(line, Ours) => Part.Ours,
            Part.Ours when StartsWith(line, Ancestor) => Part.Ancestor,
            Part.Ours or Part.Ancestor when line.TrimEnd() == Separator => Part.Theirs,
            Part.Theirs when StartsWith(line, Theirs) => Part.Common,
            _ => part,
        };

    private static bool StartsWith(string line, string marker) =>
        line.StartsWith(marker, StringComparison.Ordinal) && (line.Length == marker.Length || line[marker.Length] is ' ' or '\r');

    private enum Part
    {
        Common,
        Ours,
        Ancestor,
        Theirs,
    }
}
