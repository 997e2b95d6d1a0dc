namespace PromptLab.Grading;

/// <summary><c>starts-with</c>: the text begins with the value.</summary>
internal sealed class StartsWithGrader(ResponseReading reading, ValueSource value) : IPlainGrader
{
    private static readonly ReasonCode Same = ReasonCode.Right("starts-with.same");
    private static readonly ReasonCode Different = ReasonCode.Wrong("starts-with.different", ["format"], "The response begins otherwise.");

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Same, Different];

    public string Name => "starts-with";

    public bool IsImmediate => reading.IsImmediate;

    public static IGrader Create(GraderSetup setup)
    {
        var reading = setup.Reading();
        return new StartsWithGrader(reading, setup.ValueToFind(reading));
    }

    public Score Grade(GradingContext context)
    {
        var (text, failure) = reading.Text(context.Response);
        if (failure is not null)
            return failure;
        var wanted = value.For(context.Item);
        return text.StartsWith(reading.Form.Apply(wanted), StringComparison.Ordinal)
            ? Score.Of(1, Same, $"It begins with {Quote.Of(wanted)}.")
            : Score.Of(0, Different, $"It begins with {Quote.Of(text)}, not with {Quote.Of(wanted)}.");
    }
}
