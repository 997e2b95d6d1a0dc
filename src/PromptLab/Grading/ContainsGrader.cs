namespace PromptLab.Grading;

/// <summary><c>contains</c>: passes if the text contains the value.</summary>
internal sealed class ContainsGrader(ResponseReader reader, ValueSource value) : ISynchronousGrader
{
    private static readonly ReasonCode Found = ReasonCode.Right("contains.found");
    private static readonly ReasonCode Absent = ReasonCode.Wrong(
        "contains.absent",
        ["task", "constraints"],
        "Something that is asked for is missing."
    );

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Found, Absent];

    public string Name => "contains";

    public bool IsImmediate => reader.IsImmediate;

    public static IGrader Create(GraderSetup setup)
    {
        var reader = setup.CreateReader();
        return new ContainsGrader(reader, setup.ReadSearchValue(reader));
    }

    public Score Grade(GradingContext context)
    {
        var (text, written, failure) = reader.ReadTexts(context);
        if (failure is not null)
            return failure;
        var expected = value.TextFor(context.Item);
        context.Trace?.Add("compared with", expected);
        return text.Contains(reader.Normaliser.Apply(expected), StringComparison.Ordinal)
            ? Score.Of(1, Found, $"It holds {Quote.Of(expected)}.")
            : Score.Of(0, Absent, $"It does not hold {Quote.Of(expected)}: {Quote.Of(written)}");
    }
}
