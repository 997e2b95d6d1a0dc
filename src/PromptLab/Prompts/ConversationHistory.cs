using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace PromptLab.Prompts;

/// <summary>
/// The conversation so far, as a value of an item: a JSON array of <c>{"role": "user" or "assistant", "content": text}</c>.
/// </summary>
internal static class ConversationHistory
{
    /// <summary>Parses the messages; empty, with a sentence in <paramref name="problem"/>, if the value is not a conversation.</summary>
    public static IReadOnlyList<ChatMessage> Read(JsonNode value, out string? problem)
    {
        problem = null;
        if (value is JsonValue scalar && scalar.TryGetValue(out string? text) && text.Length == 0)
            return [];
        if (value is not JsonArray list)
        {
            problem = "A conversation is a JSON array: [{\"role\": \"user\", \"content\": \"…\"}, …].";
            return [];
        }

        var messages = new List<ChatMessage>();
        foreach (var entry in list)
        {
            if (
                entry is not JsonObject { Count: 2 } message
                || TextOf(message, "role") is not { } role
                || TextOf(message, "content") is not { } content
            )
                problem = "Each message of a conversation is an object with the texts “role” and “content”, and nothing else.";
            else if (role is not ("user" or "assistant"))
                problem = $"A message of a conversation has the role user or assistant, not “{role}”.";
            else
                messages.Add(new ChatMessage(new ChatRole(role), content));
        }

        return problem is null ? messages : [];
    }

    /// <summary>The conversation as text, one line <c>User: …</c> or <c>Assistant: …</c> per message.</summary>
    internal static string ToTranscript(IReadOnlyList<ChatMessage> messages) =>
        string.Join('\n', messages.Select(message => $"{(message.Role == ChatRole.User ? "User" : "Assistant")}: {message.Text}"));

    private static string? TextOf(JsonObject message, string key) =>
        message[key] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
