using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PromptLab.Files;

/// <summary>
/// The format of a file or of a line, such as <c>promptlab/run@1</c>. A program reads every version up to its own; what a later
/// program wrote is refused, since its numbers may mean something else.
/// </summary>
internal static partial class FileFormat
{
    /// <summary>Why a format can't be read, as a sentence; null where it can.</summary>
    /// <param name="schema">The format as the file names it; null where it names none, which is the first version.</param>
    /// <param name="readable">The format that this program reads.</param>
    public static string? ObjectionTo(string? schema, string readable) =>
        schema is null || schema == readable ? null
        : IsLater(schema, readable) ? LaterText(schema, readable)
        : $"The schema is “{schema}”; this version reads {readable}.";

    /// <summary>Why a line of JSON can't be read for its format; null where it can, and where the line is no JSON object.</summary>
    /// <param name="json">The line as UTF-8.</param>
    /// <param name="readable">The format that this program reads.</param>
    public static string? ObjectionTo(ReadOnlySpan<byte> json, string readable) => ObjectionTo(SchemaOf(json), readable);

    /// <summary>The sentence that refuses a later format.</summary>
    public static string LaterText(string schema, string readable) =>
        $"This is {schema}, written by a later version of PromptLab; this one reads {readable}. Update it: dotnet tool update --global PromptLab.Cli";

    // Files of ours begin with it, so little is read.
    private static string? SchemaOf(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, JsonDepth.OfFiles);
            while (reader.Read())
            {
                if (reader.CurrentDepth != 1 || reader.TokenType != JsonTokenType.PropertyName)
                    continue;
                var isSchema = reader.ValueTextEquals("schema"u8);
                reader.Read();
                if (isSchema)
                    return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                reader.Skip();
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Whoever reads the whole line says what is wrong with it.
        }

        return null;
    }

    private static bool IsLater(string schema, string readable) =>
        Parts().Match(schema) is { Success: true } found
        && Parts().Match(readable) is { Success: true } known
        && found.Groups["name"].Value == known.Groups["name"].Value
        && int.TryParse(found.Groups["version"].Value, CultureInfo.InvariantCulture, out var version)
        && version > int.Parse(known.Groups["version"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("^(?<name>promptlab/[a-z-]+)@(?<version>[0-9]{1,9})$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parts();
}
