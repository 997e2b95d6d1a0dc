namespace PromptLab.Grading;

/// <summary><c>equals</c>: passes if the text equals the value.</summary>
internal sealed class EqualsGrader(ResponseReader reader, ValueSource value) : ISynchronousGrader
{
    private static readonly ReasonCode Same = ReasonCode.Right("equals.same");
    private static readonly ReasonCode Different = ReasonCode.Wrong(
        "equals.different",
        ["format", "examples"],
        "The text differs: look whether the answer is wrong, or only its form."
    );

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Same, Different];

    public string Name => "equals";

    public bool IsImmediate => reader.IsImmediate;

    public static IGrader Create(GraderSetup setup) => new EqualsGrader(setup.CreateReader(), setup.ReadValue());

    public Score Grade(GradingContext context)
    {
        var (text, failure) = reader.ReadText(context.Response);
        if (failure is not null)
            return failure;
        var expected = value.TextFor(context.Item);
        return text == reader.Normaliser.Apply(expected)
            ? Score.Of(1, Same, $"It is {Quote.Of(expected)}.")
            : Score.Of(0, Different, $"It is {Quote.Of(text)}, not {Quote.Of(expected)}.");
    }
}
