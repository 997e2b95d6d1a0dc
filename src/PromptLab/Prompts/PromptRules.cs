using PromptLab.Files;
using PromptLab.Texts;

namespace PromptLab.Prompts;

/// <summary>Validates a prompt beyond its file format: placeholders, variables, the current query and the history.</summary>
internal static class PromptRules
{
    private static readonly string[] JudgeOnlyVariables = ["expected", "output"];

    public static void Check(Prompt prompt, Problems problems)
    {
        if (!problems.HasErrors && prompt.Sections.All(section => section.Kind != SectionKind.CurrentQuery))
            problems.Add(prompt.File, null, "“# Current query” is missing. Put what is asked under it, such as {message}.");
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (text, line, section) in TextsOf(prompt))
        {
            foreach (var segment in PlaceholderText.Parse(text).Placeholders)
            {
                used.Add(segment.Variable);
                CheckPlaceholder(prompt, segment, line + text.AsSpan(0, segment.Offset).Count('\n'), section, problems);
            }
        }

        foreach (var variable in prompt.Variables)
            CheckVariable(prompt, variable, used, problems);
        CheckHistory(prompt, problems);
        CheckFiles(prompt, problems);
    }

    // No provider takes pictures in a system message, or in an example.
    private static void CheckFiles(Prompt prompt, Problems problems)
    {
        var files = prompt
            .Variables.Where(variable => variable.Type == PromptVariableType.File)
            .Select(variable => variable.Name)
            .ToHashSet(StringComparer.Ordinal);
        var before = prompt.Sections.TakeWhile(section => section.Kind != SectionKind.CurrentQuery).ToHashSet();
        foreach (var section in prompt.Sections)
        {
            var texts =
                before.Contains(section) || prompt.Render.QueryRole == QueryRole.System
                    ? section.Examples.SelectMany(example => new[] { example.Input, example.Output }).Prepend(section.Text)
                    : section.Examples.SelectMany(example => new[] { example.Input, example.Output });
            foreach (
                var name in texts
                    .SelectMany(text => PlaceholderText.Parse(text).Placeholders)
                    .Select(segment => segment.Variable)
                    .Where(files.Contains)
                    .Distinct(StringComparer.Ordinal)
            )
                problems.Add(
                    prompt.File,
                    section.Line,
                    $"“{{{name}}}” is a file; it stands in the user message: under “# Current query” or after it, with “query_role: user”, and in no example."
                );
        }
    }

    private static IEnumerable<(string Text, int Line, SectionKind Section)> TextsOf(Prompt prompt)
    {
        foreach (var section in prompt.Sections)
        {
            yield return (section.Text, section.TextLine, section.Kind);
            foreach (var example in section.Examples)
            {
                yield return (example.Input, example.Line, section.Kind);
                yield return (example.Output, example.Line, section.Kind);
            }
        }
    }

    private static void CheckPlaceholder(Prompt prompt, Segment segment, int line, SectionKind section, Problems problems)
    {
        var names = prompt.Variables.Select(variable => variable.Name).ToList();
        var variable = prompt.Variables.FirstOrDefault(variable => variable.Name == segment.Variable);
        if (segment.Kind == SegmentKind.DoubledBraces)
            problems.Add(
                prompt.File,
                line,
                $"“{{{{{segment.Text}}}}}” has doubled braces. Write {{{segment.Text}}} for the variable, or \\{{\\{{{segment.Text}}}}} for the literal text."
            );
        else if (variable is null)
            problems.Add(
                prompt.File,
                line,
                $"“{{{segment.Text}}}” is not declared.{NearestName.Suggest(segment.Variable, names)} Declare it under “variables”, or write \\{{{segment.Text}}} for the literal text."
            );
        else if (segment.Text.Contains('.', StringComparison.Ordinal) && variable.Type != PromptVariableType.Object)
            problems.Add(
                prompt.File,
                line,
                $"“{{{segment.Text}}}” names a field of “{variable.Name}”, which is no object. Give it “type: object”."
            );
        else if (variable.Type == PromptVariableType.Messages && section != SectionKind.ConversationHistory)
            problems.Add(prompt.File, line, $"“{{{segment.Text}}}” holds messages; it stands under “# Conversation history” only.");
    }

    private static void CheckVariable(Prompt prompt, PromptVariable variable, HashSet<string> used, Problems problems)
    {
        if (!used.Contains(variable.Name))
            problems.Add(
                prompt.File,
                variable.Line,
                $"“{variable.Name}” is declared and never used.{LookingLike(prompt, variable)} Use {{{variable.Name}}} in a section, or remove the declaration."
            );
        if (!prompt.IsJudge && JudgeOnlyVariables.Contains(variable.Name, StringComparer.Ordinal))
            problems.Add(
                prompt.File,
                variable.Line,
                $"“{variable.Name}” is for judges only: here it would leak the answer to the model. Remove it, or give a judge's prompt “kind: judge”."
            );
    }

    private static string LookingLike(Prompt prompt, PromptVariable variable) =>
        string.Concat(
            LiteralPlaceholders.Find(prompt).Where(match => match.Variable == variable.Name).Take(1).Select(match => " " + match.Message)
        );

    private static void CheckHistory(Prompt prompt, Problems problems)
    {
        var history = prompt.Sections.FirstOrDefault(section => section.Kind == SectionKind.ConversationHistory);
        if (history is null || prompt.Render.History != HistoryStyle.Messages)
            return;
        var name = history.Text is ['{', .., '}'] ? history.Text[1..^1] : null;
        if (prompt.Variables.All(variable => variable.Name != name || variable.Type != PromptVariableType.Messages))
            problems.Add(
                prompt.File,
                history.Line,
                "With “history: messages” this section holds just the placeholder of a variable with “type: messages”. Or choose “history: transcript”."
            );
        if (prompt.Sections.TakeWhile(section => section.Kind != SectionKind.CurrentQuery).All(section => section != history))
            problems.Add(
                prompt.File,
                history.Line,
                "With “history: messages” the conversation stands before the current query. Move the section up, or choose “history: transcript”."
            );
    }
}
