using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;

namespace PromptLab.Models;

/// <summary>Messages in JSON are their role and text, and nothing else that a chat client may have noted on them.</summary>
internal sealed class ChatMessagesJson : JsonConverter<IReadOnlyList<ChatMessage>>
{
    public override IReadOnlyList<ChatMessage>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Plain(options)
            .Read(ref reader, typeof(Message[]), options)
            ?.Select(message => new ChatMessage(new ChatRole(message.Role), message.Content))
            .ToArray();

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<ChatMessage> value, JsonSerializerOptions options) =>
        Plain(options).Write(writer, [.. value.Select(message => new Message(message.Role.Value, message.Text))], options);

    // Not JsonSerializer.Deserialize, which reads a value twice inside a converter: once to find its end.
    private static JsonConverter<Message[]> Plain(JsonSerializerOptions options) =>
        (JsonConverter<Message[]>)options.GetConverter(typeof(Message[]));

    private sealed record Message(string Role, string Content);
}
