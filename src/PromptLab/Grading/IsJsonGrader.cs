using PromptLab.Files;
using PromptLab.Grading.Structure;
using PromptLab.JsonSchemas;

namespace PromptLab.Grading;

/// <summary><c>is-json</c>: passes if the text is exactly one JSON value, and follows the schema if one is given.</summary>
internal sealed class IsJsonGrader(ResponseReader reader, JsonSchema? schema) : ISynchronousGrader
{
    private const string OtherJson = "The response is not the JSON that is asked for.";

    private static readonly string[] FormatSections = ["format", "response_schema"];
    private static readonly ReasonCode Valid = ReasonCode.Right("is-json.valid");
    private static readonly ReasonCode Invalid = ReasonCode.Wrong("is-json.invalid", FormatSections, OtherJson);
    private static readonly ReasonCode AgainstSchema = ReasonCode.Wrong("is-json.schema", FormatSections, OtherJson);

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Valid, Invalid, AgainstSchema];

    public string Name => "is-json";

    // The patterns of a schema may backtrack, for up to one second per text.
    public bool IsImmediate => reader.IsImmediate && schema is null;

    public static IGrader Create(GraderSetup setup)
    {
        var reader = setup.CreateReader();
        return new IsJsonGrader(reader, SchemaOption.Read(setup));
    }

    public Score Grade(GradingContext context)
    {
        var (text, failure) = reader.ReadRaw(context);
        return failure ?? Grade(text, context.Budget);
    }

    private Score Grade(string text, WorkBudget budget)
    {
        var json = StrictJson.Parse(text, out var problem);
        if (problem == JsonDepth.Message)
            return SharedCodes.TooDeepScore();
        if (problem is not null)
            return Score.Of(0, Invalid, $"It is not JSON and nothing else: {Quote.Of(text)} {problem}");
        return schema is not null && SchemaOption.Violation(schema, json, budget) is { } violation
            ? Score.Of(0, AgainstSchema, violation)
            : Score.Of(1, Valid, "It is JSON.");
    }
}
