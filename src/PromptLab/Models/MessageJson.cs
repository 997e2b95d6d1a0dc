using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace PromptLab.Models;

/// <summary>Messages as applications receive them.</summary>
internal static class MessageJson
{
    /// <summary>
    /// A list of <c>{"role": …, "content": …}</c>, the content a text; with <c>tool_calls</c> or <c>tool_call_id</c> where a message
    /// has them.
    /// </summary>
    public static JsonArray Of(IEnumerable<ChatMessage> messages) => new([.. messages.Select(Of)]);

    private static JsonObject Of(ChatMessage message)
    {
        var json = StoredMessage.Of(message).ToJson();
        json.Remove("role", out var role);
        json.Insert(0, "role", role);
        return json;
    }
}
