using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptLab.Providers;

/// <summary>Reads what servers call a message of Anthropic's protocol, whose client takes no other types than its own.</summary>
internal static class AnthropicReply
{
    private static readonly string[] OptionalCounts = ["cache_creation_input_tokens", "cache_read_input_tokens"];

    /// <summary>The body that the client reads.</summary>
    /// <param name="body">The body as it came.</param>
    /// <param name="root">The same, parsed.</param>
    public static ReplyBody Read(byte[] body, JsonElement root) =>
        root.Find("content") is null && root.Find("stop_reason") is null || IsReadable(root)
            ? new ReplyBody(body)
            : new ReplyBody(Rebuild(root));

    private static bool IsReadable(JsonElement root) =>
        root.Find("id") is { ValueKind: JsonValueKind.String }
        && root.Find("model") is { ValueKind: JsonValueKind.String }
        && root.Find("content") is { ValueKind: JsonValueKind.Array } blocks
        && blocks.EnumerateArray().All(IsReadableBlock)
        && root.IsAbsentOr("stop_reason", JsonValueKind.String, JsonValueKind.Null)
        && root.IsAbsentOr("stop_sequence", JsonValueKind.String, JsonValueKind.Null)
        && root.Find("usage") is { ValueKind: JsonValueKind.Object } usage
        && IsCount(usage, "input_tokens")
        && IsCount(usage, "output_tokens")
        && Array.TrueForAll(OptionalCounts, name => usage.Find(name) is null || IsCount(usage, name));

    private static bool IsReadableBlock(JsonElement block) =>
        block.ValueKind == JsonValueKind.Object
        && block.TextOf("type") is { } type
        && (type != "text" || block.Find("text") is { ValueKind: JsonValueKind.String });

    private static bool IsCount(JsonElement usage, string name) =>
        usage.Find(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out _);

    private static byte[] Rebuild(JsonElement root)
    {
        var message = new JsonObject();
        foreach (var property in root.EnumerateObject())
            message[property.Name] = property.Value.ToNode();
        message["id"] = root.TextOf("id") ?? "";
        message["model"] = root.TextOf("model") ?? "";
        message["type"] = "message";
        message["role"] = "assistant";
        message["content"] = BlocksOf(root.Find("content"));
        message["stop_reason"] = root.TextOf("stop_reason") ?? root.Find("stop_reason")?.GetRawText();
        message["stop_sequence"] = root.TextOf("stop_sequence");
        if (root.Find("usage") is { ValueKind: JsonValueKind.Object } usage)
            message["usage"] = UsageOf(usage);
        return JsonSerializer.SerializeToUtf8Bytes(message);
    }

    private static JsonArray BlocksOf(JsonElement? content) =>
        content is { ValueKind: JsonValueKind.Array } blocks
            ? new JsonArray([.. blocks.EnumerateArray().Select(BlockOf).OfType<JsonNode>()])
        : content is null ? []
        : new JsonArray(TextBlock(ReplyText.Of(content) ?? ""));

    private static JsonNode? BlockOf(JsonElement block) =>
        IsReadableBlock(block) ? block.ToNode()
        : block.ValueKind == JsonValueKind.String ? TextBlock(block.GetString()!)
        : block.TextOf("text") is { } text ? TextBlock(text)
        : null;

    private static JsonObject TextBlock(string text) => new() { ["type"] = "text", ["text"] = text };

    // The two counts that the protocol promises are not invented: without them the client refuses the message.
    private static JsonObject UsageOf(JsonElement usage)
    {
        var counts = new JsonObject();
        foreach (var name in OptionalCounts.Prepend("output_tokens").Prepend("input_tokens"))
        {
            if (usage.CountOf(name) is { } count)
                counts[name] = count;
        }

        if (usage.Find("output_tokens_details")?.CountOf("thinking_tokens") is { } thinking)
            counts["output_tokens_details"] = new JsonObject { ["thinking_tokens"] = thinking };
        return counts;
    }
}
