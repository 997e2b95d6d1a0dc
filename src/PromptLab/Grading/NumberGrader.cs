using PromptLab.EvalSets;

namespace PromptLab.Grading;

/// <summary>
/// <c>number</c>: the number in the text is the value, within a tolerance. With several numbers in it, <c>extract</c>
/// says which is meant.
/// </summary>
internal sealed class NumberGrader(ResponseReading reading, ValueSource value, NumberRule rule) : IPlainGrader
{
    private static readonly ReasonCode Equal = ReasonCode.Right("number.equal");
    private static readonly ReasonCode Different = ReasonCode.Wrong("number.different", ["task", "examples"], "Another number is stated.");
    private static readonly ReasonCode NotFound = ReasonCode.Wrong("number.not-found", ["format"], "No number could be read.");
    private static readonly ReasonCode Several = ReasonCode.Wrong(
        "number.several",
        ["format"],
        "Several numbers stand there, and none is marked as the answer."
    );
    private static readonly ReasonCode TooLarge = ReasonCode.Wrong(
        "number.too-large",
        ["format"],
        "A number is stated that is too large to compare: say in which unit and in which form it is wanted."
    );

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Equal, Different, NotFound, Several, TooLarge];

    public string Name => "number";

    public bool IsImmediate => reading.IsImmediate;

    public static IGrader Create(GraderSetup setup)
    {
        var value = setup.Value();
        foreach (var item in setup.Items.Where(item => value.Missing(item) is null && !NumberText.TryParse(value.For(item), false, out _)))
            setup.Problems.Add(
                item.File,
                item.Line,
                $"The grader “{setup.Id}” (number) compares with a number, and “{value.For(item)}” of the item “{item.Id}” is none. Write it as 1234.5."
            );
        return new NumberGrader(setup.Reading(), value, NumberRule.Read(setup.Options));
    }

    public Score Grade(GradingContext context)
    {
        var (text, failure) = reading.Text(context.Response);
        return failure ?? Grade(context.Item, text);
    }

    private Score Grade(EvalItem item, string text)
    {
        var written = NumberText.All(text, rule.DecimalComma);
        if (written.Count == 0)
            return Score.Of(0, NotFound, $"There is no number in {Quote.Of(text)}.");
        if (written.Count > 1)
            return Score.Of(0, Several, $"There are several numbers in {Quote.Of(text)}: {string.Join(", ", written.Take(5))}.");
        var wantedText = value.For(item);
        if (!NumberText.TryParse(written[0], rule.DecimalComma, out var given) || !NumberText.TryParse(wantedText, false, out var wanted))
            return Score.Of(0, TooLarge, $"{written[0]} is beyond what can be compared.");
        return rule.AreEqual(given, written[0], wanted, wantedText)
            ? Score.Of(1, Equal, $"It is {written[0]}.")
            : Score.Of(0, Different, $"It is {written[0]}, not {wantedText}.");
    }
}
