using System.Text.RegularExpressions;
using PromptLab.Files;

namespace PromptLab.Prompts;

/// <summary>Reads a <c>*.prompt.md</c> file: front matter in YAML, then a section under each level-1 heading.</summary>
internal static partial class PromptFile
{
    /// <summary>The end of every prompt file's name.</summary>
    public const string Extension = ".prompt.md";

    private const string Fence = "---";

    /// <summary>Reads a prompt; null where it has an error. Every problem is noted with its line.</summary>
    /// <param name="path">The full path; the file's name gives the version and its folder the prompt's name.</param>
    /// <param name="shownAs">The path as the user would name it.</param>
    /// <param name="problems">Where problems go.</param>
    /// <param name="read">What is read of the files that prompts share; null where nothing is remembered.</param>
    public static Prompt? Read(string path, string shownAs, Problems problems, ReadOnce? read = null)
    {
        var found = new Problems();
        var prompt = TextFile.TryRead(path, shownAs, found) is { } text ? Read(text, path, shownAs, read ?? new ReadOnce(), found) : null;
        problems.AddRange(found.Found);
        return found.HasErrors ? null : prompt;
    }

    private static Prompt? Read(string text, string path, string shownAs, ReadOnce read, Problems problems)
    {
        var lines = text.Split('\n');
        var end = Array.FindIndex(lines, 1, line => line.TrimEnd() == Fence);
        if (lines[0].TrimEnd() != Fence || end < 0)
        {
            problems.Add(shownAs, 1, "A prompt file begins with front matter between two lines “---”.");
            return null;
        }

        var map = YamlMap.Read(string.Join('\n', lines[1..end]), shownAs, problems, lineOffset: 1);
        if (map is null)
            return null;
        var sections = new SectionReader(shownAs, problems).Read(lines, end + 1);
        var prompt = PromptFrontMatter.Read(map, sections, path, shownAs, read, problems);
        PromptRules.Check(prompt, problems);
        return prompt;
    }

    /// <summary>
    /// True for the name of an editable text: <c>draft</c>, and <c>draft-1</c>, <c>draft-2</c>, … that a draft was
    /// split into.
    /// </summary>
    public static bool IsDraft(string text) => DraftName().IsMatch(text);

    [GeneratedRegex("^draft(-[1-9][0-9]{0,3})?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DraftName();
}
