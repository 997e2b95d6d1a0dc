using System.Text.Json.Nodes;

namespace PromptLab.Files;

/// <summary>A line of an append-only file.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Value">The JSON object.</param>
/// <param name="Hash">The hash that a line appended after it names as <c>previous</c>.</param>
internal readonly record struct ChainedLine(int Line, JsonObject Value, string Hash)
{
    /// <summary>The key of the hash of the line that this one was appended after.</summary>
    public const string PreviousKey = "previous";

    /// <summary>The hash of the line that this one was appended after; null for a line that began a file.</summary>
    public string? Previous => Value[PreviousKey] is JsonValue cell && cell.TryGetValue(out string? hash) ? hash : null;
}
