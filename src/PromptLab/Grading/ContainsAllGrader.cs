namespace PromptLab.Grading;

/// <summary><c>contains-all</c>: every value stands in the text.</summary>
internal sealed class ContainsAllGrader(ResponseReading reading, ValueList values) : IPlainGrader
{
    private static readonly ReasonCode Found = ReasonCode.Right("contains-all.found");
    private static readonly ReasonCode Absent = ReasonCode.Wrong(
        "contains-all.absent",
        ["task", "constraints"],
        "Something that is asked for is missing."
    );

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Found, Absent];

    public string Name => "contains-all";

    public bool IsImmediate => reading.IsImmediate;

    public static IGrader Create(GraderSetup setup)
    {
        var reading = setup.Reading();
        return new ContainsAllGrader(reading, setup.ValuesToFind(reading));
    }

    public Score Grade(GradingContext context)
    {
        var (text, failure) = reading.Text(context.Response);
        if (failure is not null)
            return failure;
        var wanted = values.For(context.Item);
        var absent = wanted.Where(one => !text.Contains(reading.Form.Apply(one), StringComparison.Ordinal)).ToList();
        return absent.Count == 0
            ? Score.Of(1, Found, "It holds every value.")
            : Score.Of(0, Absent, $"It does not hold {string.Join(", ", absent.Select(Quote.Of))}.");
    }
}
