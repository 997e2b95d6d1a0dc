using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;

namespace PromptLab.Cli.Outputs;

/// <summary>One chat message.</summary>
/// <param name="Role"><c>system</c>, <c>user</c>, <c>assistant</c> or <c>tool</c>.</param>
/// <param name="Content">The text; for the result of a tool, the result.</param>
internal sealed record MessageOutput(string Role, string Content)
{
    /// <summary>The calls of tools in the message; left out where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ToolCallOutput>? ToolCalls { get; init; }

    public static IReadOnlyList<MessageOutput> Of(IEnumerable<ChatMessage> messages) => [.. messages.Select(Of)];

    public static MessageOutput Of(ChatMessage message) =>
        new(
            message.Role.Value,
            message.Contents.OfType<FunctionResultContent>().FirstOrDefault()?.Result?.ToString() ?? message.Text
        )
        {
            ToolCalls = message.Contents.OfType<FunctionCallContent>().Select(ToolCallOutput.Of).ToList() is { Count: > 0 } calls
                ? calls
                : null,
        };
}

/// <summary>A call of a tool.</summary>
/// <param name="Name">The tool.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record ToolCallOutput(string Name, JsonNode? Arguments)
{
    public static ToolCallOutput Of(FunctionCallContent call) => new(call.Name, JsonSerializer.SerializeToNode(call.Arguments));
}
