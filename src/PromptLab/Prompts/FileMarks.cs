using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using PromptLab.Files;

namespace PromptLab.Prompts;

/// <summary>
/// Marks that stand for an item's files while the text around them is put together. No text of the prompt or the item holds such
/// a mark, so that nothing in an item can pass for a file.
/// </summary>
internal sealed class FileMarks
{
    private readonly string _mark;
    private readonly IReadOnlyDictionary<string, JsonNode> _values;
    private readonly List<FileReference> _files = [];

    /// <summary>Chooses the mark.</summary>
    public FileMarks(Prompt prompt, IReadOnlyDictionary<string, JsonNode> values)
    {
        _values = values;
        _mark = "\uE000";
        if (!prompt.Variables.Any(variable => variable.Type == PromptVariableType.File))
            return;
        string[] texts =
        [
            .. prompt.Sections.Select(section => section.Text),
            .. prompt.Sections.SelectMany(section => section.Examples).SelectMany(example => new[] { example.Input, example.Output }),
            .. values.Values.Select(CanonicalJson.TextOf),
        ];
        while (texts.Any(text => text.Contains(_mark, StringComparison.Ordinal)))
            _mark += "\uE000";
    }

    /// <summary>The mark of a variable's file; empty where the item has none.</summary>
    public string MarkFor(string variable)
    {
        if (!_values.TryGetValue(variable, out var value) || FileReference.Of(value) is not { } file)
            return "";
        _files.Add(file);
        return FormattableString.Invariant($"{_mark}{_files.Count - 1}{_mark}\uE001");
    }

    /// <summary>The message with the files in their places among the texts.</summary>
    public ChatMessage ToMessage(ChatRole role, string text)
    {
        if (_files.Count == 0)
            return new ChatMessage(role, text);
        var contents = new List<AIContent>();
        var rest = text;
        foreach (var (index, file) in _files.Index())
        {
            var mark = FormattableString.Invariant($"{_mark}{index}{_mark}\uE001");
            if (rest.IndexOf(mark, StringComparison.Ordinal) is not (>= 0 and var at))
                continue;
            AddText(rest[..at]);
            contents.Add(file);
            rest = rest[(at + mark.Length)..];
        }

        AddText(rest);
        return new ChatMessage(role, contents);

        void AddText(string part)
        {
            if (!string.IsNullOrWhiteSpace(part))
                contents.Add(new TextContent(part));
        }
    }
}
