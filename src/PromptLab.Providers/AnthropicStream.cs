using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptLab.Providers;

/// <summary>
/// Puts a streamed message of Anthropic's protocol together to the one that the server would have sent without streaming.
/// </summary>
/// <remarks>https://docs.anthropic.com/en/docs/build-with-claude/streaming.</remarks>
internal static class AnthropicStream
{
    /// <summary>
    /// The message, or the error that the stream holds; null where the stream was cut off, since a part of an answer is none.
    /// </summary>
    public static JsonElement? Join(IEnumerable<string> events)
    {
        JsonObject? message = null;
        var blocks = new SortedDictionary<long, JsonObject>();
        var hasEnded = false;
        foreach (var item in events.Where(data => !EventStream.IsEnd(data)).Select(EventStream.Parse))
        {
            switch (item.TextOf("type"))
            {
                case "error":
                    return item;
                case "message_start":
                    message = item.Find("message")?.ToNode() as JsonObject;
                    break;
                case "content_block_start":
                    blocks[item.CountOf("index") ?? 0] = item.Find("content_block")?.ToNode() as JsonObject ?? [];
                    break;
                case "content_block_delta" when blocks.TryGetValue(item.CountOf("index") ?? 0, out var block):
                    AddTo(block, item.Find("delta"));
                    break;
                case "message_delta":
                    Merge(message, item.Find("delta"));
                    Merge(message?["usage"] as JsonObject, item.Find("usage"));
                    hasEnded |= item.Find("delta")?.Find("stop_reason") is not null;
                    break;
                case "message_stop":
                    hasEnded = true;
                    break;
            }
        }

        if (message is null || !hasEnded)
            return null;
        message["content"] = new JsonArray([.. blocks.Values]);
        return JsonSerializer.SerializeToElement(message);
    }

    private static void AddTo(JsonObject block, JsonElement? delta)
    {
        if (delta is not { ValueKind: JsonValueKind.Object } known)
            return;
        foreach (var property in known.EnumerateObject())
        {
            if (property.Name is "text" or "thinking" or "signature" && property.Value.ValueKind == JsonValueKind.String)
                block[property.Name] = (block[property.Name]?.GetValue<string>() ?? "") + property.Value.GetString();
        }
    }

    private static void Merge(JsonObject? into, JsonElement? from)
    {
        if (into is null || from is not { ValueKind: JsonValueKind.Object } known)
            return;
        foreach (var property in known.EnumerateObject().Where(property => property.Value.ValueKind != JsonValueKind.Null))
            into[property.Name] = property.Value.ToNode();
    }
}
