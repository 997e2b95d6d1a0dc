using System.Text.Json.Nodes;
using PromptLab.EvalSets;
using PromptLab.JsonSchemas;

namespace PromptLab.Grading.Structure;

/// <summary>
/// <c>contains-json</c>: passes if a JSON object or array stands somewhere in the text; with a schema or a value, if one of them
/// follows it or is it.
/// </summary>
internal sealed class ContainsJsonGrader(ResponseReader reader, JsonSchema? schema, JsonExpectation? value, JsonComparer comparer)
    : ISynchronousGrader
{
    private static readonly string[] FormatSections = ["format", "response_schema"];
    private static readonly ReasonCode Found = ReasonCode.Right("contains-json.found");
    private static readonly ReasonCode Absent = ReasonCode.Wrong(
        "contains-json.absent",
        FormatSections,
        "No valid JSON stands in the response."
    );
    private static readonly ReasonCode AgainstSchema = ReasonCode.Wrong(
        "contains-json.schema",
        FormatSections,
        "JSON stands in the response, and none of it follows the schema."
    );
    private static readonly ReasonCode Different = ReasonCode.Wrong(
        "contains-json.different",
        ["task", "examples"],
        "JSON stands in the response, and none of it is the wanted one."
    );

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Found, Absent, AgainstSchema, Different];

    public string Name => "contains-json";

    // The patterns of a schema may backtrack, for up to one second per text.
    public bool IsImmediate => reader.IsImmediate && schema is null;

    public static IGrader Create(GraderSetup setup)
    {
        var reader = setup.CreateReader();
        return new ContainsJsonGrader(
            reader,
            SchemaOption.Read(setup),
            setup.Options.Has("value") ? JsonExpectation.Read(setup) : null,
            new JsonComparer(reader.Normaliser)
        );
    }

    public Score Grade(GradingContext context)
    {
        var (text, failure) = reader.ReadRaw(context);
        if (failure is not null)
            return failure;
        // A lone word or number is JSON too, and counts only where a schema or a value asks for it.
        var found = JsonInText
            .All(text, context.Budget)
            .Where(json => schema is not null || value is not null || IsComposite(json))
            .ToList();
        if (found.Count == 0)
            return Score.Of(0, Absent, $"No valid JSON stands in {Quote.Of(text)}.");
        string? problem = null;
        var following = found.Where(json => schema is null || IsValid(json)).ToList();
        if (following.Count == 0)
            return Score.Of(0, AgainstSchema, $"None of the JSON in the text follows the schema. The last one: {problem}");
        return value is null || following.Exists(json => comparer.FindDifference(value.For(context.Item), json, context.Budget) is null)
            ? Score.Of(1, Found, "The text has the JSON that is wanted.")
            : Score.Of(0, Different, Describe(following[^1], context.Item));

        bool IsValid(JsonNode? json) => (problem = SchemaOption.Violation(schema, json, context.Budget)) is null;
    }

    private static bool IsComposite(JsonNode? json) => json is JsonObject or JsonArray;

    private string Describe(JsonNode? last, EvalItem item) =>
        $"The JSON in the text is {FieldRule.Describe(last)}, not {FieldRule.Describe(value!.For(item))}.";
}
