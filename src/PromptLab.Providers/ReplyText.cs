using System.Text.Json;

namespace PromptLab.Providers;

/// <summary>Reads the text of a message, which servers also send as a list of parts or as a bare value.</summary>
internal static class ReplyText
{
    private static readonly string[] TextTypes = ["text", "output_text"];
    private static readonly string[] ReasoningFields = ["reasoning_content", "reasoning", "thinking"];

    /// <summary>The text; null where there is none.</summary>
    public static string? Of(JsonElement? content) =>
        content switch
        {
            null => null,
            { ValueKind: JsonValueKind.String } text => text.GetString(),
            { ValueKind: JsonValueKind.Array } parts => string.Concat(parts.EnumerateArray().Select(OfPart)),
            { ValueKind: JsonValueKind.Object } part when part.Find("text") is not null => OfPart(part),
            { } value => value.GetRawText(), // a server that parses JSON answers gives the value itself
        };

    /// <summary>True for a list of nothing but parts that every client reads.</summary>
    public static bool IsPlainList(JsonElement content) =>
        content.ValueKind == JsonValueKind.Array
        && content.EnumerateArray().All(part => part.TextOf("type") == "text" && part.Find("text") is { ValueKind: JsonValueKind.String });

    /// <summary>The reasoning beside the text, or in a part of it; null where there is none.</summary>
    public static string? ReasoningOf(JsonElement message)
    {
        foreach (var field in ReasoningFields)
        {
            if (message.Find(field) is { } reasoning)
                return reasoning.ValueKind == JsonValueKind.String ? reasoning.GetString() : reasoning.GetRawText();
        }

        return
            message.Find("content") is { ValueKind: JsonValueKind.Array } parts
            && string.Concat(parts.EnumerateArray().Select(part => Of(part.Find("thinking")))) is { Length: > 0 } thoughts
            ? thoughts
            : null;
    }

    private static string? OfPart(JsonElement part) =>
        part.ValueKind switch
        {
            JsonValueKind.String => part.GetString(),
            JsonValueKind.Object when part.TextOf("type") is null || TextTypes.Contains(part.TextOf("type"), StringComparer.Ordinal) =>
                part.TextOf("text") ?? part.Find("text")?.TextOf("value"),
            _ => null,
        };
}
