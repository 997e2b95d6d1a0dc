using System.Text.Json;
using PromptLab.Files;
using PromptLab.Grading;
using PromptLab.Running;

namespace PromptLab.Results;

/// <summary>Writes a result as one line of JSON and reads it back without loss.</summary>
internal static class ItemResultJson
{
    /// <summary>The result as JSON, without a line end; one of a sealed item without its texts.</summary>
    public static string Write(ItemResult result) => JsonSerializer.Serialize(SealedTexts.Kept(result), FileJson.Line);

    /// <summary>The result as UTF-8 JSON, without a line end; one of a sealed item without its texts.</summary>
    internal static byte[] WriteUtf8(ItemResult result) => JsonSerializer.SerializeToUtf8Bytes(SealedTexts.Kept(result), FileJson.Line);

    /// <summary>The result of a line. Fields that we don't know are ignored; a line of before has fewer.</summary>
    /// <exception cref="JsonException">The line is not a whole result.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A score is not from 0 to 1.</exception>
    public static ItemResult Read(ReadOnlySpan<byte> line) =>
        JsonSerializer.Deserialize<ItemResult>(line, FileJson.Line) switch
        {
            null => throw new JsonException("The line is null."),
            { Failure: not null } failed => failed with { Grade = null },
            { Status: ItemStatus.Error } => throw new JsonException("“error” is no status of a response."),
            var graded => graded,
        };
}
