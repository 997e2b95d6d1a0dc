namespace PromptLab.Grading;

/// <summary>
/// <c>number</c>: passes if the number in the text equals the value, within a tolerance. If the text has several numbers, use
/// <c>extract</c> to select one.
/// </summary>
internal sealed class NumberGrader(ResponseReader reader, ValueSource value, NumberRule rule) : ISynchronousGrader
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

    private static readonly ReasonCode Unreadable = ReasonCode.Wrong(
        "number.unreadable",
        ["format"],
        "A number is written in a form that can be read in more than one way: say in which form it is wanted."
    );

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Equal, Different, NotFound, Several, TooLarge, Unreadable];

    public string Name => "number";

    public bool IsImmediate => reader.IsImmediate;

    public static IGrader Create(GraderSetup setup)
    {
        var value = setup.ReadValue();
        foreach (
            var item in setup.Items.Where(item =>
                value.FindMissing(item) is null && !NumberText.IsNumber(value.TextFor(item), decimalComma: false)
            )
        )
            setup.Problems.Add(
                item.File,
                item.Line,
                $"The grader “{setup.Id}” (number) compares with a number, and “{value.TextFor(item)}” of the item “{item.Id}” is none. Write it as 1234.5."
            );
        return new NumberGrader(setup.CreateReader(), value, NumberRule.Read(setup));
    }

    public Score Grade(GradingContext context)
    {
        var (text, failure) = reader.ReadText(context);
        return failure ?? Grade(context, text);
    }

    private Score Grade(GradingContext context, string text)
    {
        var numerals = NumberText.All(text, rule.DecimalComma, context.Budget);
        if (numerals.Count == 0)
            return Score.Of(0, NotFound, $"There is no number in {Quote.Of(text)}.");
        if (numerals is not [var actual] || actual.Kind is NumeralKind.Several or NumeralKind.Date)
            return Score.Of(
                0,
                Several,
                $"There are several numbers in {Quote.Of(text)}: {string.Join(", ", numerals.Take(5).Select(numeral => numeral.Written))}."
            );
        var expectedText = value.TextFor(context.Item);
        context.Trace?.Add("number read", actual.Written);
        context.Trace?.Add("compared with", expectedText);
        if (actual.Kind == NumeralKind.Unreadable)
            return Score.Of(0, Unreadable, $"What number “{actual.Written}” is can't be told for certain.");
        if (actual.Kind == NumeralKind.TooLarge || NumberText.Parse(expectedText, decimalComma: false) is not { } expected)
            return Score.Of(0, TooLarge, $"{actual.Written} is beyond what can be compared.");
        return rule.AreEqual(actual, expected, context.Item)
            ? Score.Of(1, Equal, $"It is {actual.Written}.")
            : Score.Of(0, Different, $"It is {actual.Written}, not {expectedText}.");
    }
}
