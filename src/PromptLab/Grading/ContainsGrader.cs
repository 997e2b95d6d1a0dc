namespace PromptLab.Grading;

/// <summary><c>contains</c>: the value stands somewhere in the text.</summary>
internal sealed class ContainsGrader(ResponseReading reading, ValueSource value) : IPlainGrader
{
    private static readonly ReasonCode Found = ReasonCode.Right("contains.found");
    private static readonly ReasonCode Absent = ReasonCode.Wrong(
        "contains.absent",
        ["task", "constraints"],
        "Something that is asked for is missing."
    );

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Found, Absent];

    public string Name => "contains";

    public bool IsImmediate => reading.IsImmediate;

    public static IGrader Create(GraderSetup setup)
    {
        var reading = setup.Reading();
        return new ContainsGrader(reading, setup.ValueToFind(reading));
    }

    public Score Grade(GradingContext context)
    {
        var (text, failure) = reading.Text(context.Response);
        if (failure is not null)
            return failure;
        var wanted = value.For(context.Item);
        return text.Contains(reading.Form.Apply(wanted), StringComparison.Ordinal)
            ? Score.Of(1, Found, $"It holds {Quote.Of(wanted)}.")
            : Score.Of(0, Absent, $"It does not hold {Quote.Of(wanted)}: {Quote.Of(text)}");
    }
}
