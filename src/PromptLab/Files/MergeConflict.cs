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

    /// <summary>True for a marker line that no text has by chance: every one but <c>=======</c>.</summary>
    public static bool IsBoundary(string line) => StartsWith(line, Ours) || StartsWith(line, Ancestor) || StartsWith(line, Theirs);

    /// <summary>The line of the first marker of a text in conflict, from 1; null where there is no conflict.</summary>
    public static int? LineIn(string text) => IsIn(text) ? Array.FindIndex(text.Split('\n'), IsBoundary) + 1 : null;

    /// <summary>What is wrong with a file in conflict and the way out of it, by the kind of the file.</summary>
    /// <param name="shownAs">The file as the user would name it.</param>
    public static string MessageFor(string shownAs) => $"A merge left this file in conflict. {WayOut(shownAs.Replace('\\', '/'))}";

    private static string WayOut(string file) =>
        file[(file.LastIndexOf('/') + 1)..] switch
        {
            "holdout-ledger.jsonl" or "labels-history.jsonl" or "scoreboard.csv" =>
                $"The lines of both sides belong in it: delete the marker lines, and what stands between ||||||| and ======= where there is such a part; change nothing else. The line “{file} merge=union” in .gitattributes has git do so itself.",
            "labels.yaml" =>
                "A label points to one version: keep the right line of each label (labels-history.jsonl has the moves of both sides), and delete the others and the marker lines.",
            _ when file.Contains("results/runs/", StringComparison.Ordinal) || IsOfRun(file) =>
                $"The files of a run belong together: take its whole folder from one side: git checkout --ours -- {file[..(file.LastIndexOf('/') + 1)]} (or --theirs)",
            _ => "Keep the right lines of both sides, and delete the marker lines.",
        };

    private static bool IsOfRun(string file) =>
        file.EndsWith("/run.json", StringComparison.Ordinal) || file.EndsWith("/selection.csv", StringComparison.Ordinal);

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
