namespace PromptLab.Grading;

/// <summary><c>one-of</c>: passes if the text equals one of the values.</summary>
internal sealed class OneOfGrader(ResponseReader reader, ValueList values) : ISynchronousGrader
{
    private static readonly ReasonCode Found = ReasonCode.Right("one-of.found");
    private static readonly ReasonCode Other = ReasonCode.Wrong(
        "one-of.other",
        ["format", "examples"],
        "The text differs: look whether the answer is wrong, or only its form."
    );

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Found, Other];

    public string Name => "one-of";

    public bool IsImmediate => reader.IsImmediate;

    public static IGrader Create(GraderSetup setup) => new OneOfGrader(setup.CreateReader(), setup.ReadValues());

    public Score Grade(GradingContext context)
    {
        var (text, failure) = reader.ReadText(context.Response);
        if (failure is not null)
            return failure;
        var expected = values.TextsFor(context.Item);
        return expected.Any(one => reader.Normaliser.Apply(one) == text)
            ? Score.Of(1, Found, $"It is {Quote.Of(text)}.")
            : Score.Of(0, Other, $"It is {Quote.Of(text)}, none of {string.Join(", ", expected.Select(Quote.Of))}.");
    }
}
