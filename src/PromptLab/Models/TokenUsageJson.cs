using System.Text.Json;
using System.Text.Json.Serialization;

namespace PromptLab.Models;

/// <summary>Tokens in JSON are those of a recording: what a cache served is part of the input, reasoning is part of the output.</summary>
internal sealed class TokenUsageJson : JsonConverter<TokenUsage>
{
    public override TokenUsage? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Recorded(options).Read(ref reader, typeof(RecordedUsage), options)?.ToUsage();

    public override void Write(Utf8JsonWriter writer, TokenUsage value, JsonSerializerOptions options) =>
        Recorded(options).Write(writer, RecordedUsage.Of(value)!, options);

    // Not JsonSerializer.Deserialize, which reads a value twice inside a converter: once to find its end.
    private static JsonConverter<RecordedUsage> Recorded(JsonSerializerOptions options) =>
        (JsonConverter<RecordedUsage>)options.GetConverter(typeof(RecordedUsage));
}
