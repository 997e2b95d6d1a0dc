using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace PromptLab.Files;

/// <summary>
/// A picture or document in a message, known by its content: what is stored and hashed in place of its bytes, which are read when
/// the message is sent.
/// </summary>
/// <param name="file">The path as the item names it, relative to the eval set's folder.</param>
/// <param name="mediaType">The type, such as <c>image/png</c>.</param>
/// <param name="size">The size in bytes.</param>
/// <param name="hash"><c>sha256:</c> over the bytes.</param>
internal sealed class FileReference(string file, string mediaType, long size, string hash) : AIContent
{
    /// <summary>The path as the item names it.</summary>
    public string File => file;

    /// <summary>The type, such as <c>image/png</c>.</summary>
    public string MediaType => mediaType;

    /// <summary>The size in bytes.</summary>
    public long Size => size;

    /// <summary><c>sha256:</c> over the bytes.</summary>
    public string Hash => hash;

    /// <summary>True for a picture, false for a document.</summary>
    public bool IsImage => mediaType.StartsWith("image/", StringComparison.Ordinal);

    /// <summary>The reference that is the value of an input field; null for any other value.</summary>
    public static FileReference? Of(JsonNode? value) =>
        value is JsonObject { Count: 4 } fields
        && Text(fields, "file") is { } file
        && Text(fields, "type") is { } type
        && Text(fields, "hash") is { } hash
        && fields["size"] is JsonValue number
        && number.TryGetValue(out long size)
            ? new FileReference(file, type, size, hash)
            : null;

    /// <summary>The value of an input field.</summary>
    public JsonObject ToJson() =>
        new()
        {
            ["file"] = file,
            ["type"] = mediaType,
            ["size"] = size,
            ["hash"] = hash,
        };

    private static string? Text(JsonObject fields, string key) =>
        fields[key] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
