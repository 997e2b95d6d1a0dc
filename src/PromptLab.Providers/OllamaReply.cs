using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptLab.Providers;

/// <summary>Reads what servers call an answer of Ollama's protocol, whose client takes no other types than its own.</summary>
internal static class OllamaReply
{
    private static readonly string[] Counts =
    [
        "prompt_eval_count",
        "eval_count",
        "total_duration",
        "load_duration",
        "prompt_eval_duration",
        "eval_duration",
    ];

    /// <summary>The body that the client reads.</summary>
    /// <param name="body">The body as it came.</param>
    /// <param name="root">The same, parsed.</param>
    public static ReplyBody Read(byte[] body, JsonElement root) =>
        root.Find("message") is not { ValueKind: JsonValueKind.Object } message || IsReadable(root, message)
            ? new ReplyBody(body)
            : new ReplyBody(Rebuild(root, message));

    private static bool IsReadable(JsonElement root, JsonElement message) =>
        root.IsAbsentOr("model", JsonValueKind.String, JsonValueKind.Null)
        && root.IsAbsentOr("created_at", JsonValueKind.String, JsonValueKind.Null)
        && root.Find("done") is { ValueKind: JsonValueKind.True or JsonValueKind.False }
        && root.IsAbsentOr("done_reason", JsonValueKind.String, JsonValueKind.Null)
        && message.IsAbsentOr("role", JsonValueKind.String, JsonValueKind.Null)
        && message.IsAbsentOr("content", JsonValueKind.String, JsonValueKind.Null)
        && message.IsAbsentOr("thinking", JsonValueKind.String, JsonValueKind.Null)
        && Array.TrueForAll(Counts, name =>
            !root.TryGetProperty(name, out var count)
            || (count.ValueKind == JsonValueKind.Number && count.TryGetInt32(out _))
            || IsDuration(name, count)
        );

    private static bool IsDuration(string name, JsonElement value) =>
        name.EndsWith("_duration", StringComparison.Ordinal) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _);

    private static byte[] Rebuild(JsonElement root, JsonElement message)
    {
        var text = new JsonObject { ["role"] = "assistant", ["content"] = ReplyText.Of(message.Find("content")) };
        if (ReplyText.ReasoningOf(message) is { } thoughts)
            text["thinking"] = thoughts;
        if (message.Find("tool_calls") is { ValueKind: JsonValueKind.Array } calls)
            text["tool_calls"] = calls.ToNode();
        var answer = new JsonObject
        {
            ["model"] = root.TextOf("model"),
            ["created_at"] = root.TextOf("created_at"),
            ["message"] = text,
            ["done"] = root.Find("done") is not { ValueKind: JsonValueKind.False }, // false is an answer that goes on
            ["done_reason"] = root.TextOf("done_reason") ?? root.Find("done_reason")?.GetRawText(),
        };
        foreach (var name in Counts)
        {
            if (root.CountOf(name) is { } count and <= int.MaxValue)
                answer[name] = count;
        }

        return JsonSerializer.SerializeToUtf8Bytes(answer);
    }
}
