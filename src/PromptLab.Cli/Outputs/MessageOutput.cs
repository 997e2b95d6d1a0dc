using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;
using PromptLab.Files;

namespace PromptLab.Cli.Outputs;

/// <summary>One chat message.</summary>
/// <param name="Role"><c>system</c>, <c>user</c>, <c>assistant</c> or <c>tool</c>.</param>
/// <param name="Content">The text; for the result of a tool, the result.</param>
internal sealed record MessageOutput(string Role, string Content)
{
    /// <summary>The calls of tools in the message; left out where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ToolCallOutput>? ToolCalls { get; init; }

    /// <summary>The files in the message; left out where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FileOutput>? Files { get; init; }

    public static IReadOnlyList<MessageOutput> Of(IEnumerable<ChatMessage> messages) => [.. messages.Select(Of)];

    public static MessageOutput Of(ChatMessage message) =>
        new(message.Role.Value, message.Contents.OfType<FunctionResultContent>().FirstOrDefault()?.Result?.ToString() ?? message.Text)
        {
            ToolCalls = message.Contents.OfType<FunctionCallContent>().Select(ToolCallOutput.Of).ToList() is { Count: > 0 } calls
                ? calls
                : null,
            Files = message.Contents.OfType<FileReference>().Select(FileOutput.Of).ToList() is { Count: > 0 } files ? files : null,
        };
}

/// <summary>A call of a tool.</summary>
/// <param name="Name">The tool.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record ToolCallOutput(string Name, JsonNode? Arguments)
{
    public static ToolCallOutput Of(FunctionCallContent call) => new(call.Name, JsonSerializer.SerializeToNode(call.Arguments));
}

/// <summary>A picture or a document in a message.</summary>
/// <param name="File">The path, relative to the eval set's folder.</param>
/// <param name="Type">The type, such as <c>image/png</c>.</param>
/// <param name="Size">The size in bytes.</param>
/// <param name="Hash"><c>sha256:</c> over the bytes.</param>
internal sealed record FileOutput(string File, string Type, long Size, string Hash)
{
    public static FileOutput Of(FileReference file) => new(file.File, file.MediaType, file.Size, file.Hash);
}
