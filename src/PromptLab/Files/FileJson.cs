using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace PromptLab.Files;

/// <summary>
/// The JSON options of all files and outputs: snake case, UTC times, durations in milliseconds, no needless escapes, line
/// feeds.
/// </summary>
internal static class FileJson
{
    /// <summary>Indented, for files that people read.</summary>
    public static JsonSerializerOptions Indented { get; } = Create(indented: true);

    /// <summary>On one line, for JSON Lines files.</summary>
    public static JsonSerializerOptions Line { get; } = Create(indented: false);

    private static JsonSerializerOptions Create(bool indented)
    {
        var naming = new SnakeCaseNamingPolicy();
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = naming,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            WriteIndented = indented,
            MaxDepth = JsonDepth.MaxOfFiles,
            AllowDuplicateProperties = false,
            NewLine = "\n",
            RespectNullableAnnotations = true,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { RequireWhatMayNotBeNull } },
            Converters =
            {
                new JsonStringEnumConverter(naming),
                new UtcTimeConverter(),
                new MillisecondsConverter(),
                new CountsConverter(),
            },
        };
        options.MakeReadOnly();
        return options;
    }

    // RespectNullableAnnotations refuses a null that is written, but gives one to the parameter of a constructor that is missing.
    private static void RequireWhatMayNotBeNull(JsonTypeInfo type)
    {
        if (type.Type.Assembly != typeof(FileJson).Assembly)
            return;
        foreach (var property in type.Properties)
        {
            property.IsRequired |=
                property.AssociatedParameter is { IsNullable: false, HasDefaultValue: false } && !property.PropertyType.IsValueType;
        }
    }

    // Files spell “evalset” as one word.
    private sealed class SnakeCaseNamingPolicy : JsonNamingPolicy
    {
        public override string ConvertName(string name) =>
            SnakeCaseLower.ConvertName(name).Replace("eval_set", "evalset", StringComparison.Ordinal);
    }

    // Whole seconds have no fraction: 2026-11-23T09:15:03Z, but 2026-11-23T09:15:04.112Z.
    private sealed class UtcTimeConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDateTimeOffset().ToUniversalTime();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.UtcDateTime);
    }

    private sealed class MillisecondsConverter : JsonConverter<TimeSpan>
    {
        public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Milliseconds.ToTimeSpan(reader.GetDouble());

        public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.TotalMilliseconds);
    }

    // Names with their counts, in a meaningful order: {"label.wrong": 15, "label.unknown": 2}.
    private sealed class CountsConverter : JsonConverter<IReadOnlyList<KeyValuePair<string, int>>>
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
