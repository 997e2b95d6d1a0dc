using System.Text.RegularExpressions;

namespace PromptLab.Tests.Cli;

/// <summary>The fenced blocks of a page of the documentation, and what each is for.</summary>
/// <remarks>
/// A block without a language has commands; one that follows right after it, without an empty line, is their output.
/// <c>md PATH</c> and <c>csv PATH</c> are files to be saved, <c>diff PATH</c> an edit. A line
/// <c>&lt;!-- in a folder with emails.csv --&gt;</c> leaves the sample. Any other block is searched for commands only.
/// </remarks>
internal static partial class DocumentedPage
{
    /// <summary>The language of a block that shows what the commands in the block right before it printed.</summary>
    public const string Output = "output";

    public static IReadOnlyList<DocumentedBlock> Read(string page)
    {
        var (blocks, open, number, isAfterFence) = (new List<DocumentedBlock>(), (DocumentedBlock?)null, 0, false);
        foreach (var line in page.Split('\n'))
        {
            number++;
            if (open is null && line == "<!-- in a folder with emails.csv -->")
                blocks.Add(new DocumentedBlock("new-folder", "", number, []));
            else if (!line.StartsWith("```", StringComparison.Ordinal))
                open?.Lines.Add(line);
            else if (open is null)
                open = Begin(line[3..].Split(' ', 2), number, isAfterFence);
            else
            {
                blocks.Add(open);
                open = null;
            }

            isAfterFence = open is null && line == "```";
        }

        return blocks;
    }

    private static DocumentedBlock Begin(string[] words, int number, bool isAfterFence) =>
        new(words[0].Length == 0 && isAfterFence ? Output : words[0], words is [_, var path] ? path : "", number, []);

    /// <summary>The command lines in a block, without the name of the program, remarks, and what they are piped to.</summary>
    public static IEnumerable<string> CommandsIn(DocumentedBlock block) =>
        block.Language is Output or "text" or "md" or "csv" or "diff"
            ? []
            : Continuation()
                .Replace(string.Join('\n', block.Lines), " ")
                .Split('\n')
                .Select(line => Command().Match(line))
                .Where(match => match.Success)
                .Select(match => match.Groups["words"].Value);

    /// <summary>A text with the edit of a <c>diff</c> block made.</summary>
    public static string Edit(string text, DocumentedBlock block)
    {
        var before = string.Join('\n', block.Lines.Where(line => line[..1] is " " or "-").Select(line => line[1..]));
        var after = string.Join('\n', block.Lines.Where(line => line[..1] is " " or "+").Select(line => line[1..]));
        Assert.Contains(before, text, StringComparison.Ordinal);
        return text.Replace(before, after, StringComparison.Ordinal);
    }

    /// <summary>What a reader sees, without the ids of runs, which end in chance, and without blanks at the ends of lines.</summary>
    public static List<string> Stable(string text) =>
        [.. text.TrimEnd().Split('\n').Select(line => LineEnd().Replace(RunId().Replace(line.TrimEnd(), "RUN"), "RUN"))];

    /// <summary>The first line that is shown and was not printed; null if all were, in order. <c>…</c> stands for any lines.</summary>
    public static string? FirstMissing(IReadOnlyList<string> shown, string printed)
    {
        var (lines, at, isGap) = (Stable(printed), 0, true);
        foreach (var line in Stable(string.Join('\n', shown)))
        {
            if (line.Trim() == "…")
            {
                isGap = true;
                continue;
            }

            var found = lines.FindIndex(Math.Min(at, lines.Count), other => other == line);
            if (found < 0 || (!isGap && found != at))
                return line;
            (at, isGap) = (found + 1, false);
        }

        return null;
    }

    [GeneratedRegex(@"\s*\\\n\s*", RegexOptions.None, 1000)]
    private static partial Regex Continuation();

    [GeneratedRegex(
        @"^(- run: )?(promptlab|dotnet run --project src/PromptLab\.Cli --) (?<words>.+?)\s*(\s[#|] .*|\s#$)?$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Command();

    [GeneratedRegex(@"\d{8}-\d{6}(-\d+)?-[a-z0-9@.-]+-[0-9a-f]{6}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RunId();

    // The tail of an id, as tables show it.
    [GeneratedRegex("(?<=  )[0-9a-f]{6}$", RegexOptions.None, 1000)]
    private static partial Regex LineEnd();
}

/// <summary>One fenced block.</summary>
/// <param name="Language">The first word after its fence; empty for none.</param>
/// <param name="Path">The rest after its fence; empty for none.</param>
/// <param name="Line">The line of its fence, from 1.</param>
/// <param name="Lines">What stands in it.</param>
internal sealed record DocumentedBlock(string Language, string Path, int Line, List<string> Lines);
