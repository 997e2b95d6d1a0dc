using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace PromptLab.Models;

/// <summary>Messages as applications receive them.</summary>
internal static class MessageJson
{
    /// <summary>
    /// A list of <c>{"role": …, "content": …}</c>, with <c>tool_calls</c> or <c>tool_call_id</c> where a message has them. The
    /// content is a text; where there are files, a list of parts as OpenAI has them, the files as data addresses.
    /// </summary>
    public static JsonArray Of(IEnumerable<ChatMessage> messages) => new([.. messages.Select(Of)]);

    private static JsonObject Of(ChatMessage message)
    {
        var stored = StoredMessage.Of(message);
        var json = new JsonObject
        {
            ["role"] = stored.Role,
            ["content"] = stored.Parts is null ? stored.Content : new JsonArray([.. message.Contents.Select(PartOf).OfType<JsonNode>()]),
        };
        if (stored.ToolCallId is not null)
            json["tool_call_id"] = stored.ToolCallId;
        if (stored.ToolCalls is not null)
            json["tool_calls"] = new JsonArray([.. stored.ToolCalls.Select(call => call.ToJson())]);
        return json;
    }

    private static JsonObject? PartOf(AIContent content) =>
        content switch
        {
            TextContent text => new JsonObject { ["type"] = "text", ["text"] = text.Text },
            DataContent data when data.MediaType.StartsWith("image/", StringComparison.Ordinal) => new JsonObject
            {
                ["type"] = "image_url",
                ["image_url"] = new JsonObject { ["url"] = data.Uri },
            },
            DataContent data => new JsonObject
            {
                ["type"] = "file",
                ["file"] = new JsonObject { ["filename"] = data.Name, ["file_data"] = data.Uri },
            },
            _ => null,
        };
}
