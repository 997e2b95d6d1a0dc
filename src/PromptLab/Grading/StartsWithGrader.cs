namespace PromptLab.Grading;

/// <summary><c>starts-with</c>: passes if the text starts with the value.</summary>
internal sealed class StartsWithGrader(ResponseReader reader, ValueSource value) : ISynchronousGrader
{
    private static readonly ReasonCode Same = ReasonCode.Right("starts-with.same");
    private static readonly ReasonCode Different = ReasonCode.Wrong("starts-with.different", ["format"], "The response begins otherwise.");

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Same, Different];

    public string Name => "starts-with";

    public bool IsImmediate => reader.IsImmediate;

    public static IGrader Create(GraderSetup setup)
    {
        var reader = setup.CreateReader();
        return new StartsWithGrader(reader, setup.ReadSearchValue(reader));
    }

    public Score Grade(GradingContext context)
    {
        var (text, written, failure) = reader.ReadTexts(context);
        if (failure is not null)
            return failure;
        var expected = value.TextFor(context.Item);
        context.Trace?.Add("compared with", expected);
        if (text.StartsWith(reader.Normaliser.Apply(expected), StringComparison.Ordinal))
            return Score.Of(1, Same, $"It begins with {Quote.Of(expected)}.");
        var (shown, wanted) = Quote.Apart(written, expected);
        return Score.Of(0, Different, $"It begins with {shown}, not with {wanted}.");
    }
}
