using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;
using PromptLab.Files;

namespace PromptLab.Models;

/// <summary>A text or a file of a message, as files keep it: of a file name, type, size and hash, never the bytes.</summary>
internal sealed record MessagePart
{
    /// <summary>The text; null for a file.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Text { get; init; }

    /// <summary>The path of the file as the item names it; null for a text.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? File { get; init; }

    /// <summary>The type of the file, such as <c>image/png</c>; null for a text.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Type { get; init; }

    /// <summary>The size of the file in bytes; null for a text.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Size { get; init; }

    /// <summary><c>sha256:</c> over the bytes of the file; null for a text.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Hash { get; init; }

    /// <summary>True for a file, with or without its bytes.</summary>
    public static bool IsFile(AIContent content) => content is FileReference or DataContent;

    /// <summary>The part; null for what is neither a text nor a file.</summary>
    public static MessagePart? Of(AIContent content) =>
        content switch
        {
            TextContent text => new MessagePart { Text = text.Text },
            FileReference file => new MessagePart
            {
                File = file.File,
                Type = file.MediaType,
                Size = file.Size,
                Hash = file.Hash,
            },
            DataContent data => new MessagePart
            {
                File = data.Name ?? "",
                Type = data.MediaType,
                Size = data.Data.Length,
                Hash = ContentHash.OfBytes(data.Data.Span),
            },
            _ => null,
        };

    /// <summary>The part as a message has it.</summary>
    public AIContent ToContent() => Hash is null ? new TextContent(Text) : new FileReference(File ?? "", Type ?? "", Size ?? 0, Hash);

    /// <summary>What of it identifies a request, with the keys in the order of canonical JSON: of a file, its content and type.</summary>
    public JsonObject ToKey() => Hash is null ? new JsonObject { ["text"] = Text } : new JsonObject { ["hash"] = Hash, ["type"] = Type };
}
