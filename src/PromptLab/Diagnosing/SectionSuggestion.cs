using System.Text.Json;
using System.Text.Json.Serialization;
using PromptLab.Grading;

namespace PromptLab.Diagnosing;

/// <summary>The sections of a prompt to look at first for a reason code: a rule of thumb, not a finding.</summary>
/// <param name="Sections">
/// The sections or settings by their names in a version's changes, such as <c>task</c> or <c>response_schema</c>; at least one.
/// </param>
/// <param name="Why">What the reason code suggests, as a sentence.</param>
public sealed record SectionSuggestion(
    [property: JsonPropertyName("section"), JsonConverter(typeof(SectionSuggestion.OneText))] IReadOnlyList<string> Sections,
    string Why
)
{
    private static readonly SectionSuggestion ForRefusal = new(
        ["context", "constraints"],
        "The model refused: say who asks and why, and look for a rule that is read as a ban."
    );

    private static readonly SectionSuggestion ForUnknownCode = new(["task"], "Nothing is known of this code; read some of the responses.");

    /// <summary>The suggestion for a reason code; the task where the code is unknown.</summary>
    /// <param name="code">The code, such as <c>label.wrong</c>.</param>
    /// <param name="graders">The grader kinds, which document their codes.</param>
    internal static SectionSuggestion For(string code, GraderCatalog graders) =>
        code == FailureReason.Refusal ? ForRefusal
        : graders.Codes.FirstOrDefault(known => known.Name == code) is { Meaning: { } meaning } reason
            ? new SectionSuggestion(reason.Sections, meaning)
        : ForUnknownCode;

    // The --json output has one text, “format or examples”.
    private sealed class OneText : JsonConverter<IReadOnlyList<string>>
    {
        private const string Separator = " or ";

        public override IReadOnlyList<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            (reader.GetString() ?? throw new JsonException("The sections are null.")).Split(Separator);

        public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options) =>
            writer.WriteStringValue(string.Join(Separator, value));
    }
}
