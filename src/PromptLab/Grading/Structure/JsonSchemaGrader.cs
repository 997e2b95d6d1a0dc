using PromptLab.JsonSchemas;

namespace PromptLab.Grading.Structure;

/// <summary><c>json-schema</c>: passes if the response is JSON that follows a JSON Schema.</summary>
internal sealed class JsonSchemaGrader(ResponseReader reader, JsonSchema schema) : ISynchronousGrader
{
    private static readonly ReasonCode Valid = ReasonCode.Right("json-schema.valid");
    private static readonly ReasonCode Invalid = ReasonCode.Wrong(
        "json-schema.invalid",
        ["format", "response_schema"],
        "The response is JSON of another form than the schema has it."
    );

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Valid, Invalid];

    public string Name => "json-schema";

    // The patterns of a schema may backtrack, for up to one second per text.
    public bool IsImmediate => false;

    public static IGrader? Create(GraderSetup setup)
    {
        var reader = setup.CreateReader();
        var schema = SchemaOption.Read(setup);
        if (!setup.Options.Has("schema"))
            setup.Options.Problem(
                "schema",
                $"The grader “{setup.Id}” (json-schema) needs “schema”: a JSON Schema, or the name of a file with one beside evalset.yaml."
            );
        return schema is null ? null : new JsonSchemaGrader(reader, schema);
    }

    public Score Grade(GradingContext context)
    {
        var (json, failure) = reader.ReadJson(context);
        if (failure is not null)
            return failure;
        return SchemaOption.Violation(schema, json, context.Budget) is { } violation
            ? Score.Of(0, Invalid, violation)
            : Score.Of(1, Valid, "It follows the schema.");
    }
}
