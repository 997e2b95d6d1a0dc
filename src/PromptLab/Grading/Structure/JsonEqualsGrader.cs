namespace PromptLab.Grading.Structure;

/// <summary><c>json-equals</c>: passes if the response's JSON says the same as the expected one.</summary>
internal sealed class JsonEqualsGrader(ResponseReader reader, JsonExpectation value, JsonComparer comparer, ToleranceSource tolerance)
    : ISynchronousGrader
{
    private static readonly ReasonCode Same = ReasonCode.Right("json-equals.same");
    private static readonly ReasonCode Different = ReasonCode.Wrong(
        "json-equals.different",
        ["task", "examples"],
        "A value of the JSON is another one than expected."
    );
    private static readonly ReasonCode Missing = ReasonCode.Wrong(
        "json-equals.missing",
        ["format", "response_schema"],
        "A field of the JSON is not there."
    );
    private static readonly ReasonCode Extra = ReasonCode.Wrong(
        "json-equals.extra",
        ["constraints", "response_schema"],
        "The JSON has a field that is not expected."
    );

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Same, Different, Missing, Extra];

    public string Name => "json-equals";

    public bool IsImmediate => reader.IsImmediate && !comparer.IgnoresOrder;

    public static IGrader Create(GraderSetup setup)
    {
        var reader = setup.CreateReader();
        var root = setup.Options.Text("root");
        if (root is not null && JsonPath.Split(root).Any(name => name.Length == 0))
            setup.Options.Problem("root", "“root” takes a path such as data.result; none of its names is empty.");
        if (root is not null && reader.Field is not null)
            setup.Options.Problem("root", "“root” and “field” say the same here. Keep one of them.");
        return new JsonEqualsGrader(
            reader with
            {
                Field = reader.Field ?? root,
            },
            JsonExpectation.Read(setup),
            new JsonComparer(reader.Normaliser)
            {
                Ignored = PathPatterns.Read(setup, "ignore"),
                IgnoresOrder = setup.Options.Choice("array_order", "keep", "ignore") == "ignore",
            },
            ToleranceSource.Read(setup)
        );
    }

    public Score Grade(GradingContext context)
    {
        var (json, failure) = reader.ReadJson(context);
        if (failure is not null)
            return failure;
        return comparer.With(tolerance.For(context.Item)).FindDifference(value.For(context.Item), json, context.Budget) switch
        {
            null => Score.Of(1, Same, "It is the expected JSON."),
            { Kind: JsonDifferenceKind.Missing } missing => Score.Of(0, Missing, missing.ToString()),
            { Kind: JsonDifferenceKind.Extra } extra => Score.Of(0, Extra, extra.ToString()),
            var other => Score.Of(0, Different, other.ToString()),
        };
    }
}
