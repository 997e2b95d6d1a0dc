namespace PromptLab.Grading.Texts;

/// <summary><c>ends-with</c>: passes if the text ends with the value.</summary>
internal sealed class EndsWithGrader(ResponseReader reader, ValueSource value) : ISynchronousGrader
{
    private const int Shown = 50;

    private static readonly ReasonCode Same = ReasonCode.Right("ends-with.same");
    private static readonly ReasonCode Different = ReasonCode.Wrong("ends-with.different", ["format"], "The response ends otherwise.");

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Same, Different];

    public string Name => "ends-with";

    public bool IsImmediate => reader.IsImmediate;

    public static IGrader Create(GraderSetup setup)
    {
        var reader = setup.CreateReader();
        return new EndsWithGrader(reader, setup.ReadSearchValue(reader));
    }

    public Score Grade(GradingContext context)
    {
        var (text, written, failure) = reader.ReadTexts(context);
        if (failure is not null)
            return failure;
        var expected = value.TextFor(context.Item);
        if (text.EndsWith(reader.Normaliser.Apply(expected), StringComparison.Ordinal))
            return Score.Of(1, Same, $"It ends with {Quote.Of(expected)}.");
        var (shown, wanted) = Quote.Apart(EndOf(written), expected);
        return Score.Of(0, Different, $"It ends with {shown}, not with {wanted}.");
    }

    private static string EndOf(string text)
    {
        if (text.Length <= Shown)
            return text;
        var from = text.Length - Shown;
        return "…" + text[(char.IsLowSurrogate(text[from]) ? from + 1 : from)..];
    }
}
