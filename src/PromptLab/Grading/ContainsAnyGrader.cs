namespace PromptLab.Grading;

/// <summary><c>contains-any</c>: at least one of the values stands in the text.</summary>
internal sealed class ContainsAnyGrader(ResponseReading reading, ValueList values) : IPlainGrader
{
    private static readonly ReasonCode Found = ReasonCode.Right("contains-any.found");
    private static readonly ReasonCode Absent = ReasonCode.Wrong(
        "contains-any.absent",
        ["task", "constraints"],
        "Something that is asked for is missing."
    );

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Found, Absent];

    public string Name => "contains-any";

    public bool IsImmediate => reading.IsImmediate;

    public static IGrader Create(GraderSetup setup)
    {
        var reading = setup.Reading();
        return new ContainsAnyGrader(reading, setup.ValuesToFind(reading));
    }

    public Score Grade(GradingContext context)
    {
        var (text, failure) = reading.Text(context.Response);
        if (failure is not null)
            return failure;
        var wanted = values.For(context.Item);
        return wanted.FirstOrDefault(one => text.Contains(reading.Form.Apply(one), StringComparison.Ordinal)) is { } found
            ? Score.Of(1, Found, $"It holds {Quote.Of(found)}.")
            : Score.Of(0, Absent, $"It holds none of {string.Join(", ", wanted.Select(Quote.Of))}.");
    }
}
