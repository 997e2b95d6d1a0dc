using System.Text.Json;
using System.Text.Json.Serialization;
using PromptLab.Grading;

namespace PromptLab.Diagnosing;

/// <summary>The parts of a prompt to look at first for a reason: a rule of thumb by its code, not a finding.</summary>
/// <param name="Sections">
/// The parts, in the words of a version's changes, such as <c>task</c> or <c>response_schema</c>; never empty.
/// </param>
/// <param name="Why">Why, as a sentence.</param>
public sealed record SectionSuggestion(
    [property: JsonPropertyName("section"), JsonConverter(typeof(SectionSuggestion.OneText))] IReadOnlyList<string> Sections,
    string Why
)
{
    private static readonly SectionSuggestion OfRefusal = new(
        ["context", "constraints"],
        "The model refused: say who asks and why, and look for a rule that is read as a ban."
    );

    private static readonly SectionSuggestion OfUnknown = new(["task"], "Nothing is known of this code; read some of the responses.");

    /// <summary>The suggestion for a code; for a code that says nothing of wrong responses, the task.</summary>
    /// <param name="code">The code, such as <c>label.wrong</c>.</param>
    /// <param name="graders">The kinds of graders, which know their codes.</param>
    public static SectionSuggestion For(string code, GraderCatalog graders) =>
        code == FailureReason.Refusal ? OfRefusal
        : graders.Codes.FirstOrDefault(known => known.Name == code) is { Meaning: { } meaning } reason
            ? new SectionSuggestion(reason.Sections, meaning)
        : OfUnknown;

    // As --json has always had them: one text, “format or examples”.
    private sealed class OneText : JsonConverter<IReadOnlyList<string>>
    {
        private const string Or = " or ";

        public override IReadOnlyList<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            (reader.GetString() ?? throw new JsonException("The sections are null.")).Split(Or);

        public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options) =>
            writer.WriteStringValue(string.Join(Or, value));
    }
}
