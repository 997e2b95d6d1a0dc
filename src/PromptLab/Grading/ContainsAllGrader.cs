namespace PromptLab.Grading;

/// <summary><c>contains-all</c>: passes if the text contains every value.</summary>
internal sealed class ContainsAllGrader(ResponseReader reader, ValueList values) : ISynchronousGrader
{
    private static readonly ReasonCode Found = ReasonCode.Right("contains-all.found");
    private static readonly ReasonCode Absent = ReasonCode.Wrong(
        "contains-all.absent",
        ["task", "constraints"],
        "Something that is asked for is missing."
    );

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Found, Absent];

    public string Name => "contains-all";

    public bool IsImmediate => reader.IsImmediate;

    public static IGrader Create(GraderSetup setup)
    {
        var reader = setup.CreateReader();
        return new ContainsAllGrader(reader, setup.ReadSearchValues(reader));
    }

    public Score Grade(GradingContext context)
    {
        var (text, failure) = reader.ReadText(context);
        if (failure is not null)
            return failure;
        var expected = values.TextsFor(context.Item);
        context.Trace?.Add("compared with", string.Join(" | ", expected));
        var absent = expected.Where(one => !text.Contains(reader.Normaliser.Apply(one), StringComparison.Ordinal)).ToList();
        return absent.Count == 0
            ? Score.Of(1, Found, "It holds every value.")
            : Score.Of(0, Absent, $"It does not hold {string.Join(", ", absent.Select(Quote.Of))}.");
    }
}
