using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace PromptLab.Models;

/// <summary>Messages as applications receive them.</summary>
internal static class MessageJson
{
    /// <summary>A list of <c>{"role": …, "content": …}</c>, the content a text.</summary>
    public static JsonArray Of(IEnumerable<ChatMessage> messages) =>
        new([.. messages.Select(message => new JsonObject { ["role"] = message.Role.Value, ["content"] = message.Text })]);
}
