using System.Text.RegularExpressions;
using PromptLab.Prompts;

namespace PromptLab.Linting;

/// <summary>A sentence of a prompt's role, task, constraints or format.</summary>
/// <param name="Text">The sentence without its bullet.</param>
/// <param name="Line">The line where it starts, from 1.</param>
internal sealed partial record Instruction(string Text, int Line)
{
    private static readonly SectionKind[] Kinds = [SectionKind.Role, SectionKind.Task, SectionKind.Constraints, SectionKind.Format];

    /// <summary>Its words in upper case; digits are unchanged.</summary>
    public string[] Words { get; } =
    [.. ComparableText.Words(ComparableText.Normalise(Text.Replace('’', '\'').Replace("n't", " not", StringComparison.OrdinalIgnoreCase)))];

    /// <summary>The sentences of a prompt, in order, without code blocks and lines that start like JSON or XML.</summary>
    public static IReadOnlyList<Instruction> Of(Prompt prompt) =>
        [
            .. prompt
                .Sections.Where(section => Kinds.Contains(section.Kind))
                .SelectMany(Of)
                .Where(instruction => instruction.Words.Length > 0),
        ];

    private static IEnumerable<Instruction> Of(PromptSection section)
    {
        foreach (var (text, line) in Paragraphs(section))
        {
            var start = 0;
            foreach (var end in SentenceEnd().Matches(text).Select(match => match.Index + match.Length).Append(text.Length))
            {
                yield return new Instruction(text[start..end].Trim(), line + text.AsSpan(0, start).Count('\n'));
                start = end;
            }
        }
    }

    private static IEnumerable<(string Text, int Line)> Paragraphs(PromptSection section)
    {
        var (inFence, paragraph) = (false, new List<string>());
        var lines = section.Text.Split('\n');
        for (var i = 0; i <= lines.Length; i++)
        {
            var line = i < lines.Length ? lines[i].Trim() : "";
            var isFence = line.StartsWith("```", StringComparison.Ordinal) || line.StartsWith("~~~", StringComparison.Ordinal);
            var bullet = Bullet().Match(line);
            if (paragraph.Count > 0 && (inFence || isFence || bullet.Success || line is "" or ['{' or '[' or '<' or '}' or ']' or '"', ..]))
            {
                yield return (string.Join('\n', paragraph), section.TextLine + i - paragraph.Count);
                paragraph.Clear();
            }

            inFence ^= isFence;
            if (!inFence && !isFence && line is not ("" or ['{' or '[' or '<' or '}' or ']' or '"', ..]))
                paragraph.Add(line[bullet.Length..]);
        }
    }

    [GeneratedRegex(@"^([-*+•]|\d{1,3}[.)])\s+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bullet();

    [GeneratedRegex(@"(?<=[.!?])\s+(?=[\p{Lu}“(])", RegexOptions.None, 1000)]
    private static partial Regex SentenceEnd();
}
