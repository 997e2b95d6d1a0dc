using PromptLab.Texts;

namespace PromptLab.Grading;

/// <summary><c>one-of</c>: passes if the text equals one of the values.</summary>
internal sealed class OneOfGrader(ResponseReader reader, ValueList values) : ISynchronousGrader
{
    private static readonly ReasonCode Found = ReasonCode.Right("one-of.found");
    private static readonly ReasonCode Other = ReasonCode.Wrong(
        "one-of.other",
        ["format", "examples"],
        "The text differs: look whether the answer is wrong, or only its form."
    );

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Found, Other];

    public string Name => "one-of";

    public bool IsImmediate => reader.IsImmediate;

    public static IGrader Create(GraderSetup setup) => new OneOfGrader(setup.CreateReader(), setup.ReadValues());

    public Score Grade(GradingContext context)
    {
        var (text, written, failure) = reader.ReadTexts(context);
        if (failure is not null)
            return failure;
        var expected = values.TextsFor(context.Item);
        context.Trace?.Add("compared with", string.Join(" | ", expected));
        if (expected.Any(one => reader.Normaliser.Apply(one) == text))
            return Score.Of(1, Found, $"It is {Quote.Of(written)}.");
        var alike = expected.FirstOrDefault(one => LookAlike.Is(written, one));
        var shown = alike is null ? Quote.Of(written) : Quote.Apart(written, alike).One;
        return Score.Of(0, Other, $"It is {shown}, none of {string.Join(", ", expected.Select(one => Quote.Apart(one, written).One))}.");
    }
}
