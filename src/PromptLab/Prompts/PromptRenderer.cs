using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using PromptLab.Files;

namespace PromptLab.Prompts;

/// <summary>
/// Turns a prompt and the values of an item into messages. Pure. The messages follow from the prompt's sections alone;
/// values are put in last, so no text in an item can add a message or open a placeholder.
/// </summary>
/// <remarks>
/// The sections before the current query make the system message; examples as turns and the history as messages follow
/// it; the user message holds the current query, and after it the sections that the file places after it.
/// </remarks>
internal static class PromptRenderer
{
    /// <summary>The messages that a model gets.</summary>
    /// <param name="prompt">The prompt version.</param>
    /// <param name="values">The item's input fields; one that is missing has its default, or is an empty text.</param>
    public static IReadOnlyList<ChatMessage> Render(Prompt prompt, IReadOnlyDictionary<string, JsonNode> values)
    {
        var fill = new Filling(prompt, values);
        var query = prompt.Sections.First(section => section.Kind == SectionKind.CurrentQuery);
        var before = prompt.Sections.TakeWhile(section => section != query).Select(fill.Block).OfType<string>();
        var after = prompt.Sections.SkipWhile(section => section != query).Skip(1).Select(fill.Block).OfType<string>();
        var turns = fill.Turns().Concat(fill.History());
        return prompt.Render.QueryRole == QueryRole.System
            ? [new ChatMessage(ChatRole.System, Join([.. before, fill.Marked(query.Kind, fill.Text(query.Text)), .. after])), .. turns]
            : [.. System(Join(before)), .. turns, new ChatMessage(ChatRole.User, Join([fill.Text(query.Text), .. after]))];
    }

    private static IEnumerable<ChatMessage> System(string text) => text.Length == 0 ? [] : [new ChatMessage(ChatRole.System, text)];

    private static string Join(IEnumerable<string> blocks) => string.Join("\n\n", blocks);

    private sealed class Filling(Prompt prompt, IReadOnlyDictionary<string, JsonNode> values)
    {
        public string Text(string text) => PlaceholderText.Parse(text).Fill(ValueOf);

        /// <summary>A section as it stands in a message; null where it is left out or is sent as messages of its own.</summary>
        public string? Block(PromptSection section) =>
            section.Kind switch
            {
                SectionKind.ConversationHistory when prompt.Render.History == HistoryStyle.Messages || IsEmptyHistory(section) => null,
                SectionKind.Examples when prompt.Render.Examples == ExampleStyle.Turns => section.Text.Length == 0
                    ? null
                    : Marked(section.Kind, Text(section.Text)),
                SectionKind.Examples => Marked(
                    section.Kind,
                    Join([.. section.Text.Length == 0 ? [] : new[] { Text(section.Text) }, .. section.Examples.Select(Inline)])
                ),
                _ => Marked(section.Kind, Text(section.Text)),
            };

        public string Marked(SectionKind kind, string text) =>
            prompt.Render.Style == SectionStyle.Xml ? $"<{kind.Word()}>\n{text}\n</{kind.Word()}>" : $"# {kind.Heading()}\n\n{text}";

        public IEnumerable<ChatMessage> Turns() =>
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

        private string Inline(PromptExample example) =>
            prompt.Render.Style == SectionStyle.Xml
                ? $"<example name=\"{Attribute(example.Name)}\">\n<input>\n{Text(example.Input)}\n</input>\n<output>\n{Text(example.Output)}\n</output>\n</example>"
                : $"## Example: {example.Name}\n\n### Input\n\n{Text(example.Input)}\n\n### Output\n\n{Text(example.Output)}";

        private static string Attribute(string text) =>
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
                return ConversationHistory.Transcript(Messages(variable.Name));
            if (!values.TryGetValue(path[0], out var value))
                return variable.Default ?? "";
            return CanonicalJson.TextOf(path.Skip(1).Aggregate((JsonNode?)value, (node, field) => (node as JsonObject)?[field]));
        }

        private IReadOnlyList<ChatMessage> Messages(string name) =>
            values.TryGetValue(name, out var value) ? ConversationHistory.Read(value, out _) : [];
    }
}
