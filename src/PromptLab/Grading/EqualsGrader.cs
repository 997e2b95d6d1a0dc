namespace PromptLab.Grading;

/// <summary><c>equals</c>: the text is the value.</summary>
internal sealed class EqualsGrader(ResponseReading reading, ValueSource value) : IPlainGrader
{
    private static readonly ReasonCode Same = ReasonCode.Right("equals.same");
    private static readonly ReasonCode Different = ReasonCode.Wrong(
        "equals.different",
        ["format", "examples"],
        "The text differs: look whether the answer is wrong, or only its form."
    );

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Same, Different];

    public string Name => "equals";

    public bool IsImmediate => reading.IsImmediate;

    public static IGrader Create(GraderSetup setup) => new EqualsGrader(setup.Reading(), setup.Value());

    public Score Grade(GradingContext context)
    {
        var (text, failure) = reading.Text(context.Response);
        if (failure is not null)
            return failure;
        var wanted = value.For(context.Item);
        return text == reading.Form.Apply(wanted)
            ? Score.Of(1, Same, $"It is {Quote.Of(wanted)}.")
            : Score.Of(0, Different, $"It is {Quote.Of(text)}, not {Quote.Of(wanted)}.");
    }
}
