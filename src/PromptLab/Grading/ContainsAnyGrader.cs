namespace PromptLab.Grading;

/// <summary><c>contains-any</c>: passes if the text contains at least one of the values.</summary>
internal sealed class ContainsAnyGrader(ResponseReader reader, ValueList values) : ISynchronousGrader
{
    private static readonly ReasonCode Found = ReasonCode.Right("contains-any.found");
    private static readonly ReasonCode Absent = ReasonCode.Wrong(
        "contains-any.absent",
        ["task", "constraints"],
        "Something that is asked for is missing."
    );

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Found, Absent];

    public string Name => "contains-any";

    public bool IsImmediate => reader.IsImmediate;

    public static IGrader Create(GraderSetup setup)
    {
        var reader = setup.CreateReader();
        return new ContainsAnyGrader(reader, setup.ReadSearchValues(reader));
    }

    public Score Grade(GradingContext context)
    {
        var (text, failure) = reader.ReadText(context);
        if (failure is not null)
            return failure;
        var expected = values.TextsFor(context.Item);
        context.Trace?.Add("compared with", string.Join(" | ", expected));
        return expected.FirstOrDefault(one => text.Contains(reader.Normaliser.Apply(one), StringComparison.Ordinal)) is { } found
            ? Score.Of(1, Found, $"It holds {Quote.Of(found)}.")
            : Score.Of(0, Absent, $"It holds none of {string.Join(", ", expected.Select(Quote.Of))}.");
    }
}
