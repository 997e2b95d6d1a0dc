using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using PromptLab.Files;

namespace PromptLab.Prompts;

/// <summary>
/// Renders a prompt and the values of an item as messages; a pure function. The messages follow from the prompt's sections
/// alone and values are inserted last, so no text in an item can add a message or a placeholder.
/// </summary>
/// <remarks>
/// The sections before the current query form the system message. Examples as turns and the history as messages follow it. The
/// user message has the current query and the sections after it. Calls of tools and their results come last.
/// </remarks>
internal static class PromptRenderer
{
    /// <summary>The messages to send to the model.</summary>
    /// <param name="prompt">The prompt version.</param>
    /// <param name="values">The item's input fields; a missing field has the variable's default, or is an empty text.</param>
    public static IReadOnlyList<ChatMessage> Render(Prompt prompt, IReadOnlyDictionary<string, JsonNode> values)
    {
        var filler = new SectionFiller(prompt, values);
        var query = prompt.Sections.First(section => section.Kind == SectionKind.CurrentQuery);
        var before = prompt.Sections.TakeWhile(section => section != query).Select(filler.RenderSection).OfType<string>();
        var after = prompt.Sections.SkipWhile(section => section != query).Skip(1).Select(filler.RenderSection).OfType<string>();
        var turns = filler.ExampleTurns().Concat(filler.History());
        return prompt.Render.QueryRole == QueryRole.System
            ?
            [
                new ChatMessage(ChatRole.System, Join([.. before, filler.WithHeading(query.Kind, filler.Text(query.Text)), .. after])),
                .. turns,
                .. filler.ToolResults(),
            ]
            :
            [
                .. System(Join(before)),
                .. turns,
                filler.Files.ToMessage(ChatRole.User, Join([filler.Text(query.Text), .. after.ToList()])),
                .. filler.ToolResults(),
            ];
    }

    private static IEnumerable<ChatMessage> System(string text) => text.Length == 0 ? [] : [new ChatMessage(ChatRole.System, text)];

    private static string Join(IEnumerable<string> blocks) => string.Join("\n\n", blocks);

    private sealed class SectionFiller(Prompt prompt, IReadOnlyDictionary<string, JsonNode> values)
    {
        /// <summary>The files that the texts hold so far.</summary>
        public FileMarks Files { get; } = new(prompt, values);

        public string Text(string text) => PlaceholderText.Parse(text).Fill(ValueOf);

        /// <summary>A section as text; null if it is omitted or sent as separate messages.</summary>
        public string? RenderSection(PromptSection section) =>
            section.Kind switch
            {
                SectionKind.ConversationHistory when prompt.Render.History == HistoryStyle.Messages || IsEmptyHistory(section) => null,
                SectionKind.Examples when prompt.Render.Examples == ExampleStyle.Turns => section.Text.Length == 0
                    ? null
                    : WithHeading(section.Kind, Text(section.Text)),
                SectionKind.Examples => WithHeading(
                    section.Kind,
                    Join([.. section.Text.Length == 0 ? [] : new[] { Text(section.Text) }, .. section.Examples.Select(InlineExample)])
                ),
                _ => WithHeading(section.Kind, Text(section.Text)),
            };

        public string WithHeading(SectionKind kind, string text) =>
            prompt.Render.Style == SectionStyle.Xml ? $"<{kind.Word()}>\n{text}\n</{kind.Word()}>" : $"# {kind.Heading()}\n\n{text}";

        public IEnumerable<ChatMessage> ExampleTurns() =>
            prompt.Render.Examples != ExampleStyle.Turns
                ? []
                : prompt
                    .Sections.SelectMany(section => section.Examples)
                    .SelectMany(example =>
                        new[]
                        {
                            new ChatMessage(ChatRole.User, Text(example.Input)),
                            new ChatMessage(ChatRole.Assistant, Text(example.Output)),
                        }
                    );

        public IEnumerable<ChatMessage> History() =>
            prompt.Render.History == HistoryStyle.Messages
            && prompt.Sections.Any(section => section.Kind == SectionKind.ConversationHistory)
                ? prompt
                    .Variables.Where(variable => variable.Type == PromptVariableType.Messages)
                    .SelectMany(variable => Messages(variable.Name))
                : [];

        /// <summary>The calls that were made and their results, unless the prompt has a variable of that name.</summary>
        public IReadOnlyList<ChatMessage> ToolResults() =>
            prompt.TakesToolResults && values.TryGetValue(Prompts.ToolResults.Field, out var value)
                ? Prompts.ToolResults.Read(value, prompt.Tools, out _)
                : [];

        private string InlineExample(PromptExample example) =>
            prompt.Render.Style == SectionStyle.Xml
                ? $"<example name=\"{EscapeAttribute(example.Name)}\">\n<input>\n{Text(example.Input)}\n</input>\n<output>\n{Text(example.Output)}\n</output>\n</example>"
                : $"## Example: {example.Name}\n\n### Input\n\n{Text(example.Input)}\n\n### Output\n\n{Text(example.Output)}";

        private static string EscapeAttribute(string text) =>
            text.Replace("&", "&amp;", StringComparison.Ordinal)
                .Replace("<", "&lt;", StringComparison.Ordinal)
                .Replace("\"", "&quot;", StringComparison.Ordinal);

        private bool IsEmptyHistory(PromptSection section) =>
            PlaceholderText.Parse(section.Text).Placeholders.ToList() is { Count: > 0 } names
            && names.All(name => ValueOf(name.Text).Length == 0);

        private string ValueOf(string name)
        {
            var path = name.Split('.');
            var variable = prompt.Variables.First(variable => variable.Name == path[0]);
            if (variable.Type == PromptVariableType.Messages)
                return ConversationHistory.ToTranscript(Messages(variable.Name));
            if (variable.Type == PromptVariableType.File)
                return Files.MarkFor(variable.Name);
            if (!values.TryGetValue(path[0], out var value))
                return variable.Default ?? "";
            return CanonicalJson.TextOf(path.Skip(1).Aggregate((JsonNode?)value, (node, field) => (node as JsonObject)?[field]));
        }

        private IReadOnlyList<ChatMessage> Messages(string name) =>
            values.TryGetValue(name, out var value) ? ConversationHistory.Read(value, out _) : [];
    }
}
