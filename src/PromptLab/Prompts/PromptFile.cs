using System.Text.RegularExpressions;
using PromptLab.Files;

namespace PromptLab.Prompts;

/// <summary>Reads a <c>*.prompt.md</c> file: front matter in YAML, then a section under each level-1 heading.</summary>
internal static partial class PromptFile
{
    /// <summary>The end of every prompt file's name.</summary>
    public const string Extension = ".prompt.md";

    private const string Fence = "---";
    private const string TextName = "prompt";

    /// <summary>Reads a prompt; null where it has an error. Every problem is noted with its line.</summary>
    /// <param name="path">The full path; the file's name gives the version and its folder the prompt's name.</param>
    /// <param name="shownAs">The path as the user would name it.</param>
    /// <param name="problems">Where problems go.</param>
    public static Prompt? Read(string path, string shownAs, Problems problems)
    {
        var found = new Problems();
        var prompt = TextFile.TryRead(path, shownAs, found) is { } text ? Read(text, path, shownAs, found) : null;
        problems.AddRange(found.Found);
        return found.HasErrors ? null : prompt;
    }

    /// <summary>Reads a prompt from a text that no file holds, so that no name of a file can contradict its front matter.</summary>
    public static Prompt? ReadText(string text, Problems problems) => Read(TextFile.Normalise(text), path: null, TextName, problems);

    private static Prompt? Read(string text, string? path, string shownAs, Problems problems)
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
        var prompt = PromptFrontMatter.Read(map, sections, path, shownAs, problems);
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
