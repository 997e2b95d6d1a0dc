namespace PromptLab.Diagnosing;

/// <summary>The section of a prompt to look at first for a reason: a rule of thumb from one table, not a finding.</summary>
/// <param name="Section">The section, or what else to look at.</param>
/// <param name="Why">Why, as a sentence.</param>
public sealed record SectionSuggestion(string Section, string Why)
{
    // The first line whose beginning fits.
    private static readonly (string Code, SectionSuggestion Suggestion)[] Table =
    [
        ("refusal", new("context or constraints", "The model refused: say who asks and why, and look for a rule that is read as a ban.")),
        ("is-json.", new("format or response_schema", "The response is not the JSON that is asked for.")),
        ("response.", new("format or response_schema", "What is graded could not be found in the response.")),
        (
            "json-field.made-up",
            new(
                "constraints or examples",
                "A field is filled that should be empty: say what to do when the input does not name it, and show one."
            )
        ),
        ("json-field.missing", new("format or response_schema", "A field is not there.")),
        ("json-field.", new("constraints or examples", "A field is there with another value.")),
        (
            "label.wrong",
            new("constraints or examples", "Labels are taken for one another: draw the line between the two, and show one of each side.")
        ),
        ("label.", new("format", "The response does not name one of the labels, or names several.")),
        ("choice.wrong", new("constraints or examples", "Another choice is stated.")),
        ("choice.", new("format", "No choice is stated.")),
        ("number.not-found", new("format", "No number could be read.")),
        ("number.several", new("format", "Several numbers stand there, and none is marked as the answer.")),
        ("number.", new("task or examples", "Another number is stated.")),
        ("max-", new("format", "The response is too long.")),
        ("min-", new("format", "The response is too short.")),
        ("starts-with.", new("format", "The response begins otherwise.")),
        ("regex.", new("format", "The response does not have the form that is asked for.")),
        ("not-", new("constraints", "The response has what it should not have.")),
        ("contains", new("task or constraints", "Something that is asked for is missing.")),
        ("equals.", new("format or examples", "The text differs: look whether the answer is wrong, or only its form.")),
        ("one-of.", new("format or examples", "The text differs: look whether the answer is wrong, or only its form.")),
    ];

    /// <summary>The suggestion for a code; for codes that the table does not know, the task.</summary>
    public static SectionSuggestion For(string code) =>
        Table.FirstOrDefault(line => code.StartsWith(line.Code, StringComparison.Ordinal)).Suggestion
        ?? new SectionSuggestion("task", "Nothing is known of this code; read some of the responses.");
}
