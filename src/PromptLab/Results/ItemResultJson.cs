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
    public static ItemResult Read(ReadOnlySpan<byte> line) =>
        Whole(JsonRecords.Read<ItemResult>(line)) switch
        {
            { Failure: not null } failed => failed with { Grade = null },
            { Status: ItemStatus.Error } => throw new JsonException("“error” is no status of a response."),
            var graded => graded,
        };

    private static ItemResult Whole(ItemResult result) =>
        result.Tags.Contains(null!) || result.Waits.Contains(null!) || result.Grade?.Verdicts.Contains(null!) == true
            ? throw new JsonException("A tag, a wait or a verdict is null.")
        : !double.IsFinite(result.Score ?? 0) || !double.IsFinite(result.Weight) // a number of 400 digits reads as infinite
            ? throw new JsonException("A score or a weight is infinite.")
        : result;
}
