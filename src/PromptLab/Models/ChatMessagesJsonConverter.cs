using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;

namespace PromptLab.Models;

/// <summary>Serialises messages as role and text only; anything else that a chat client attached to them is dropped.</summary>
internal sealed class ChatMessagesJsonConverter : JsonConverter<IReadOnlyList<ChatMessage>>
{
    public override IReadOnlyList<ChatMessage>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        MessageConverter(options)
            .Read(ref reader, typeof(Message[]), options)
            ?.Select(message =>
                message is { Content: not null } && !string.IsNullOrWhiteSpace(message.Role)
                    ? new ChatMessage(new ChatRole(message.Role), message.Content)
                    : throw new JsonException("A message lacks its role or its content.")
            )
            .ToArray();

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<ChatMessage> value, JsonSerializerOptions options) =>
        MessageConverter(options).Write(writer, [.. value.Select(message => new Message(message.Role.Value, message.Text))], options);

    // JsonSerializer.Deserialize would read the value twice inside a converter, first to find its end.
    private static JsonConverter<Message[]> MessageConverter(JsonSerializerOptions options) =>
        (JsonConverter<Message[]>)options.GetConverter(typeof(Message[]));

    private sealed record Message(string? Role, string? Content);
}
