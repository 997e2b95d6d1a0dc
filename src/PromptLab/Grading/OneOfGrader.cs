namespace PromptLab.Grading;

/// <summary><c>one-of</c>: the text is one of the values.</summary>
internal sealed class OneOfGrader(ResponseReading reading, ValueList values) : IPlainGrader
{
    private static readonly ReasonCode Found = ReasonCode.Right("one-of.found");
    private static readonly ReasonCode Other = ReasonCode.Wrong(
        "one-of.other",
        ["format", "examples"],
        "The text differs: look whether the answer is wrong, or only its form."
    );

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Found, Other];

    public string Name => "one-of";

    public bool IsImmediate => reading.IsImmediate;

    public static IGrader Create(GraderSetup setup) => new OneOfGrader(setup.Reading(), setup.Values());

    public Score Grade(GradingContext context)
    {
        var (text, failure) = reading.Text(context.Response);
        if (failure is not null)
            return failure;
        var wanted = values.For(context.Item);
        return wanted.Any(one => reading.Form.Apply(one) == text)
            ? Score.Of(1, Found, $"It is {Quote.Of(text)}.")
            : Score.Of(0, Other, $"It is {Quote.Of(text)}, none of {string.Join(", ", wanted.Select(Quote.Of))}.");
    }
}
