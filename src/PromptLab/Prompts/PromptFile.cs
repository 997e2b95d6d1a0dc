using System.Text.RegularExpressions;
using PromptLab.Files;

namespace PromptLab.Prompts;

/// <summary>Reads a <c>*.prompt.md</c> file: YAML front matter, then a section under each level-1 heading.</summary>
internal static partial class PromptFile
{
    /// <summary>The file name extension of every prompt file.</summary>
    public const string Extension = ".prompt.md";

    private const string Fence = "---";
    private const string TextName = "prompt";

    /// <summary>Reads a prompt; null if it has an error. Every problem is reported with its line.</summary>
    /// <param name="path">The full path; the file name is the version and the folder name is the prompt's name.</param>
    /// <param name="shownAs">The file name to use in messages.</param>
    /// <param name="problems">Collects the problems.</param>
    /// <param name="cache">Caches files that prompts share, such as schemas; null to read them again.</param>
    public static Prompt? Read(string path, string shownAs, Problems problems, FileReadCache? cache = null)
    {
        var found = new Problems();
        var prompt = TextFile.TryRead(path, shownAs, found) is { } text
            ? Read(text, path, shownAs, cache ?? new FileReadCache(), found)
            : null;
        problems.AddRange(found.Found);
        return found.HasErrors ? null : prompt;
    }

    /// <summary>Reads a prompt from a text without a file; the name and version are taken from its front matter.</summary>
    public static Prompt? ReadText(string text, Problems problems) =>
        Read(TextFile.Normalise(text), path: null, TextName, new FileReadCache(), problems);

    /// <summary>Parses the text of a file, which need not be there yet; null if it has an error.</summary>
    public static Prompt? Parse(string text, string path, string shownAs, Problems problems)
    {
        var found = new Problems();
        var prompt = Read(TextFile.Normalise(text), path, shownAs, new FileReadCache(), found);
        problems.AddRange(found.Found);
        return found.HasErrors ? null : prompt;
    }

    private static Prompt? Read(string text, string? path, string shownAs, FileReadCache cache, Problems problems)
    {
        var lines = text.Split('\n');
        var conflict = MergeConflict.IsIn(text) ? Array.FindIndex(lines, MergeConflict.IsMarker) + 1 : 0;
        var end = Array.FindIndex(lines, 1, line => line.TrimEnd() == Fence);
        if (lines[0].TrimEnd() != Fence || end < 0 || (conflict > 0 && conflict <= end))
        {
            problems.Add(
                shownAs,
                Math.Max(conflict, 1),
                conflict > 0 ? DescribeConflict(path) : "A prompt file begins with front matter between two lines “---”."
            );
            return null;
        }

        if (conflict > 0 && IsDraft(VersionOf(path)))
            problems.Warn(
                shownAs,
                conflict,
                $"This looks like a conflict of a merge, and the model would see it. {DescribeConflict(path)}"
            );

        var map = YamlMap.Read(string.Join('\n', lines[1..end]), shownAs, problems, lineOffset: 1);
        if (map is null)
            return null;
        var sections = new SectionReader(shownAs, problems).Read(lines, end + 1);
        var prompt = PromptFrontMatter.Read(map, sections, path, shownAs, cache, problems);
        PromptRules.Check(prompt, problems);
        return prompt;
    }

    private static string DescribeConflict(string? path) =>
        PromptVersion.Of(VersionOf(path)) is { } version
            ? $"A merge left this file in conflict. Where both sides froze {version}: promptlab renumber {Path.GetFileName(Path.GetDirectoryName(path))}@{version}. Otherwise keep the lines of one side."
            : "A merge left this file in conflict. Keep the lines of one side and delete the markers.";

    private static string VersionOf(string? path) =>
        Path.GetFileName(path ?? "") is var file && file.EndsWith(Extension, StringComparison.Ordinal) ? file[..^Extension.Length] : "";

    /// <summary>
    /// True for the version name of an editable text: <c>draft</c>, or <c>draft-1</c>, <c>draft-2</c>, … of a split draft.
    /// </summary>
    public static bool IsDraft(string text) => DraftName().IsMatch(text);

    [GeneratedRegex("^draft(-[1-9][0-9]{0,3})?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DraftName();
}
