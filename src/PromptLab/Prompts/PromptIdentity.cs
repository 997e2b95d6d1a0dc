using System.Text.Json.Nodes;
using PromptLab.Files;

namespace PromptLab.Prompts;

/// <summary>Computes the identity of a prompt: a hash of everything the model sees, and nothing else.</summary>
internal static class PromptIdentity
{
    private const int MetadataDigits = 8;

    /// <summary>
    /// The content hash of the render options, ordered sections, examples, variables with their defaults, response schema and tools.
    /// </summary>
    /// <remarks>Line ends, BOM, title, hypothesis, author, dates and tags do not affect it.</remarks>
    public static string HashOf(
        RenderOptions render,
        IReadOnlyList<PromptSection> sections,
        IReadOnlyList<PromptVariable> variables,
        JsonNode? responseSchema,
        IReadOnlyList<PromptTool> tools
    )
    {
        var identity = new JsonObject
        {
            ["render"] = Render(render),
            ["sections"] = new JsonArray([.. sections.Select(Section)]),
            ["variables"] = new JsonArray([.. variables.OrderBy(variable => variable.Name, StringComparer.Ordinal).Select(Variable)]),
            ["response_schema"] = responseSchema?.DeepClone(),
        };
        if (tools.Count > 0) // left out where there are none, so that older versions keep their hashes
            identity["tools"] = new JsonArray([.. tools.Select(tool => tool.ToJson())]);
        return ContentHash.Of(identity);
    }

    /// <summary>
    /// <c>meta:</c> and eight hexadecimal digits of a hash of a version's title, hypothesis, predictions, author, date, parent and
    /// tags.
    /// </summary>
    public static string MetadataHash(Prompt prompt) =>
        string.Concat("meta:", ContentHash.Of(Metadata(prompt)).AsSpan(ContentHash.Prefix.Length, MetadataDigits));

    // Without predictions the key is left out, so that versions older than predictions keep their hashes.
    private static JsonObject Metadata(Prompt prompt)
    {
        var metadata = new JsonObject
        {
            ["title"] = prompt.Title,
            ["hypothesis"] = prompt.Hypothesis,
            ["author"] = prompt.Author,
            ["created"] = prompt.Created,
            ["parent"] = prompt.Parent,
            ["tags"] = Texts(prompt.Tags),
        };
        if (prompt.PredictedFixes.Count + prompt.MightBreak.Count > 0)
            metadata["predicts"] = new JsonObject { ["fixes"] = Texts(prompt.PredictedFixes), ["might_break"] = Texts(prompt.MightBreak) };
        return metadata;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    internal static JsonObject Section(PromptSection section) =>
        new()
        {
            ["kind"] = section.Kind.Word(),
            ["text"] = section.Text,
            ["examples"] = new JsonArray([
                .. section.Examples.Select(example => new JsonObject
                {
                    ["name"] = example.Name,
                    ["input"] = example.Input,
                    ["output"] = example.Output,
                }),
            ]),
        };

    internal static JsonObject Variable(PromptVariable variable) =>
        new()
        {
            ["name"] = variable.Name,
            ["type"] = WordOf(variable.Type),
            ["default"] = variable.Default,
        };

    internal static JsonObject Render(RenderOptions render) =>
        new()
        {
            ["style"] = WordOf(render.Style),
            ["history"] = WordOf(render.History),
            ["examples"] = WordOf(render.Examples),
            ["query_role"] = WordOf(render.QueryRole),
        };

    internal static string WordOf<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
