using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace PromptLab.Models;

/// <summary>
/// The request of an <c>http</c> provider, and where the answer stands in what comes back. Values are put into the body as JSON,
/// never into its text, so that nothing in a prompt or an item can change its shape.
/// </summary>
/// <param name="Body">The JSON to send, with placeholders in its texts.</param>
/// <param name="Answer">Where the text of the answer stands.</param>
internal sealed record HttpTemplate(JsonNode Body, ResponsePath Answer)
{
    private IReadOnlyList<string>? _names;

    /// <summary><c>POST</c>, <c>PUT</c> or <c>PATCH</c>.</summary>
    public string Method { get; init; } = "POST";

    /// <summary>Where the number of input tokens stands; null where it is not told.</summary>
    public ResponsePath? InputTokens { get; init; }

    /// <summary>Where the number of output tokens stands; null where it is not told.</summary>
    public ResponsePath? OutputTokens { get; init; }

    /// <summary>Where the reason stands for which the answer ended; null where it is not told.</summary>
    public ResponsePath? FinishReason { get; init; }

    /// <summary>Where the calls of tools stand; null where the application makes none.</summary>
    public ResponsePath? ToolCalls { get; init; }

    /// <summary>The names of all placeholders in the body, each once.</summary>
    public IReadOnlyList<string> Placeholders => _names ??= [.. Names(Body).Distinct(StringComparer.Ordinal)];

    /// <summary>The input fields of an item that the body has.</summary>
    public IReadOnlyList<string> InputFields =>
        [
            .. Placeholders
                .Where(name => name.StartsWith(RequestPlaceholder.InputPrefix, StringComparison.Ordinal))
                .Select(name => name[RequestPlaceholder.InputPrefix.Length..].Split('.')[0])
                .Distinct(StringComparer.Ordinal),
        ];

    /// <summary>The body of one request.</summary>
    public JsonNode? Fill(IReadOnlyList<ChatMessage> messages, ChatOptions options) => Fill(Body, new RequestValues(messages, options));

    /// <summary>True if there is something at the place of the answer, or a call of a tool.</summary>
    public bool HasAnswer(JsonNode? body)
    {
        Answer.Find(body, out var missing);
        return missing is null || ToolCall.Parse(ToolCalls?.Find(body, out _)).Any();
    }

    /// <summary>What decides what is sent and how the answer is read.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["method"] = Method,
            ["body"] = Body.DeepClone(),
            ["answer"] = Answer.Text,
        };
        foreach (
            var (key, path) in new[]
            {
                ("input_tokens", InputTokens),
                ("output_tokens", OutputTokens),
                ("finish_reason", FinishReason),
                ("tool_calls", ToolCalls),
            }
        )
        {
            if (path is not null)
                json[key] = path.Text;
        }

        return json;
    }

    private static IEnumerable<string> Names(JsonNode? node) =>
        node switch
        {
            JsonObject map => map.SelectMany(pair => Names(pair.Value)),
            JsonArray list => list.SelectMany(Names),
            JsonValue value when value.TryGetValue(out string? text) => RequestPlaceholder.NamesIn(text),
            _ => [],
        };

    // A member or an entry whose placeholder has no value is left out.
    private static JsonNode? Fill(JsonNode? node, RequestValues values) =>
        node switch
        {
            JsonObject map => new JsonObject(
                map.Where(pair => !IsAbsent(pair.Value, values)).Select(pair => KeyValuePair.Create(pair.Key, Fill(pair.Value, values)))
            ),
            JsonArray list => new JsonArray([.. list.Where(entry => !IsAbsent(entry, values)).Select(entry => Fill(entry, values))]),
            JsonValue value when value.TryGetValue(out string? text) => RequestPlaceholder.Whole(text) is { } name
                ? values.Find(name)
                : RequestPlaceholder.Fill(text, values.TextOf),
            _ => node?.DeepClone(),
        };

    private static bool IsAbsent(JsonNode? node, RequestValues values) =>
        node is JsonValue value
        && value.TryGetValue(out string? text)
        && RequestPlaceholder.Whole(text) is { } name
        && values.Find(name) is null;
}
