using System.Text.Json;
using PromptLab.Files;
using PromptLab.JsonSchemas;
using PromptLab.Texts;

namespace PromptLab.Grading;

/// <summary><c>is-json</c>: passes if the text is exactly one JSON value, and follows the schema if one is given.</summary>
internal sealed class IsJsonGrader(ResponseReader reader, JsonSchema? schema) : ISynchronousGrader
{
    private const int MaxPointerLength = 200;
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
        return new IsJsonGrader(reader, setup.Options.Text("schema") is { } file ? SchemaOf(setup, file) : null);
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
        return schema?.Validate(json, budget) is [var first, ..]
            ? Score.Of(
                0,
                AgainstSchema,
                $"It does not follow the schema at {(first.Pointer.Length == 0 ? "its root" : ShortText.Truncate(first.Pointer, MaxPointerLength))}: {first.Message}"
            )
            : Score.Of(1, Valid, "It is JSON.");
    }

    private static JsonSchema? SchemaOf(GraderSetup setup, string file)
    {
        try
        {
            var node = JsonDepth.Parse(setup.ReadFile(file));
            return node is null ? null : JsonSchema.Read(node, file, setup.Problems);
        }
        catch (Exception e) when (e is JsonException or InputException)
        {
            setup.Options.Problem(
                "schema",
                $"The schema “{file}” can't be read: {(e as InputException)?.Problems[0].Message ?? e.Message}"
            );
            return null;
        }
    }
}
