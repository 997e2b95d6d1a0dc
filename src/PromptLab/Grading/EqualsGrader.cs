using System.Text.Json.Nodes;

namespace PromptLab.Grading;

/// <summary><c>equals</c>: passes if the text equals the value; a list or an object is compared as JSON.</summary>
internal sealed class EqualsGrader(ResponseReader reader, ValueSource value) : ISynchronousGrader
{
    private static readonly ReasonCode Same = ReasonCode.Right("equals.same");
    private static readonly ReasonCode Different = ReasonCode.Wrong(
        "equals.different",
        ["format", "examples"],
        "The text differs: look whether the answer is wrong, or only its form."
    );

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Same, Different];

    public string Name => "equals";

    public bool IsImmediate => reader.IsImmediate;

    public static IGrader Create(GraderSetup setup)
    {
        var reader = setup.CreateReader();
        var value = setup.ReadValue();
        if (reader.IsWholeText)
            setup.WarnOfBlanks(value);
        return new EqualsGrader(reader, value);
    }

    public Score Grade(GradingContext context)
    {
        var (text, written, failure) = reader.ReadTexts(context);
        if (failure is not null)
            return failure;
        var expected = value.TextFor(context.Item);
        context.Trace?.Add("compared with", expected);
        if (text == reader.Normaliser.Apply(expected) || IsSameJson(written, context))
            return Score.Of(1, Same, $"It is {Quote.Of(expected)}.");
        var (shown, wanted) = Quote.Apart(written, expected);
        return Score.Of(0, Different, $"It is {shown}, not {wanted}.");
    }

    private bool IsSameJson(string written, GradingContext context) =>
        value.NodeFor(context.Item) is { } expected and (JsonArray or JsonObject)
        && JsonEquality.IsSame(written, expected, reader.Normaliser);
}
