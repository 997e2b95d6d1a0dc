using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;

namespace PromptLab.Models;

/// <summary>A message as files keep it. What a message of text has not is left out, so that older lines keep their bytes.</summary>
/// <param name="Role">Who speaks.</param>
/// <param name="Content">The text; for the result of a tool, the result.</param>
internal sealed record StoredMessage([property: JsonRequired] string Role, [property: JsonRequired] string Content)
{
    /// <summary>The calls of tools in it; null where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ToolCall>? ToolCalls { get; init; }

    /// <summary>The call whose result it is; null for any other message.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ToolCallId { get; init; }

    /// <summary>Its texts and files in order, where it has files; null where it has none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<MessagePart>? Parts { get; init; }

    /// <summary>The message as files keep it.</summary>
    public static StoredMessage Of(ChatMessage message)
    {
        var result = message.Contents.OfType<FunctionResultContent>().FirstOrDefault();
        return new StoredMessage(message.Role.Value, result?.Result?.ToString() ?? message.Text)
        {
            ToolCalls = ToolCall.Of(message.Contents),
            ToolCallId = result?.CallId,
            Parts = message.Contents.Any(MessagePart.IsFile) ? [.. message.Contents.Select(MessagePart.Of).OfType<MessagePart>()] : null,
        };
    }

    /// <summary>The message as it was sent.</summary>
    public ChatMessage ToChatMessage()
    {
        var role = new ChatRole(Role);
        if (ToolCallId is not null)
            return new ChatMessage(role, [new FunctionResultContent(ToolCallId, Content)]);
        if (Parts is not null)
            return new ChatMessage(role, [.. Parts.Select(part => part.ToContent())]);
        return ToolCalls is null
            ? new ChatMessage(role, Content)
            : new ChatMessage(
                role,
                [
                    .. Content.Length > 0 ? [new TextContent(Content)] : Array.Empty<AIContent>(),
                    .. ToolCalls.Select(call => call.ToContent()),
                ]
            );
    }

    /// <summary>The message as JSON, with the keys in the order of canonical JSON.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject { ["content"] = Content };
        if (Parts is not null)
            json["parts"] = new JsonArray([.. Parts.Select(part => part.ToKey())]);
        json["role"] = Role;
        if (ToolCallId is not null)
            json["tool_call_id"] = ToolCallId;
        if (ToolCalls is not null)
            json["tool_calls"] = new JsonArray([.. ToolCalls.Select(call => call.ToJson())]);
        return json;
    }
}
