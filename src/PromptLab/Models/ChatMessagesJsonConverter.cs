using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;

namespace PromptLab.Models;

/// <summary>Serialises messages as <see cref="StoredMessage"/>; anything else that a chat client attached to them is dropped.</summary>
internal sealed class ChatMessagesJsonConverter : JsonConverter<IReadOnlyList<ChatMessage>>
{
    public override IReadOnlyList<ChatMessage>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        MessageConverter(options)
            .Read(ref reader, typeof(StoredMessage[]), options)
            ?.Select(message =>
                message is { Content: not null } && !string.IsNullOrWhiteSpace(message.Role)
                    ? message.ToChatMessage()
                    : throw new JsonException("A message lacks its role or its content.")
            )
            .ToArray();

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<ChatMessage> value, JsonSerializerOptions options) =>
        MessageConverter(options).Write(writer, [.. value.Select(StoredMessage.Of)], options);

    // JsonSerializer.Deserialize would read the value twice inside a converter, first to find its end.
    private static JsonConverter<StoredMessage[]> MessageConverter(JsonSerializerOptions options) =>
        (JsonConverter<StoredMessage[]>)options.GetConverter(typeof(StoredMessage[]));
}
