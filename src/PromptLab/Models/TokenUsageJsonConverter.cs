using System.Text.Json;
using System.Text.Json.Serialization;

namespace PromptLab.Models;

/// <summary>Serialises tokens in the format of recordings: cached tokens are part of the input, reasoning is part of the output.</summary>
internal sealed class TokenUsageJsonConverter : JsonConverter<TokenUsage>
{
    public override TokenUsage? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        UsageConverter(options).Read(ref reader, typeof(RecordedUsage), options)?.ToUsage();

    public override void Write(Utf8JsonWriter writer, TokenUsage value, JsonSerializerOptions options) =>
        UsageConverter(options).Write(writer, RecordedUsage.Of(value)!, options);

    // JsonSerializer.Deserialize would read the value twice inside a converter, first to find its end.
    private static JsonConverter<RecordedUsage> UsageConverter(JsonSerializerOptions options) =>
        (JsonConverter<RecordedUsage>)options.GetConverter(typeof(RecordedUsage));
}
