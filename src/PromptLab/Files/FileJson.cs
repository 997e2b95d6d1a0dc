using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PromptLab.Files;

/// <summary>
/// How files and outputs are written as JSON: snake case, times in UTC, durations in milliseconds, no needless escapes,
/// line feeds.
/// </summary>
public static class FileJson
{
    /// <summary>For files that people read.</summary>
    public static JsonSerializerOptions Indented { get; } = Create(indented: true);

    /// <summary>One value to a line.</summary>
    public static JsonSerializerOptions Line { get; } = Create(indented: false);

    private static JsonSerializerOptions Create(bool indented)
    {
        var names = new Names();
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = names,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            WriteIndented = indented,
            NewLine = "\n",
            RespectNullableAnnotations = true,
            Converters = { new JsonStringEnumConverter(names), new UtcTime(), new Milliseconds(), new Counts() },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    // The files have “evalset” in one word.
    private sealed class Names : JsonNamingPolicy
    {
        public override string ConvertName(string name) =>
            SnakeCaseLower.ConvertName(name).Replace("eval_set", "evalset", StringComparison.Ordinal);
    }

    // Whole seconds stay whole: 2026-11-23T09:15:03Z, and 2026-11-23T09:15:04.112Z.
    private sealed class UtcTime : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDateTimeOffset().ToUniversalTime();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.UtcDateTime);
    }

    private sealed class Milliseconds : JsonConverter<TimeSpan>
    {
        public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TimeSpan.FromMilliseconds(reader.GetDouble());

        public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.TotalMilliseconds);
    }

    // Names with their counts, in an order that says something: {"label.wrong": 15, "label.unknown": 2}.
    private sealed class Counts : JsonConverter<IReadOnlyList<KeyValuePair<string, int>>>
    {
        public override IReadOnlyList<KeyValuePair<string, int>> Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) => [.. JsonSerializer.Deserialize<Dictionary<string, int>>(ref reader, options) ?? []];

        public override void Write(Utf8JsonWriter writer, IReadOnlyList<KeyValuePair<string, int>> value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            foreach (var (name, count) in value)
                writer.WriteNumber(name, count);
            writer.WriteEndObject();
        }
    }
}
