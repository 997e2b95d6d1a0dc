namespace PromptLab.Grading;

/// <summary>
/// <c>choice</c>: the letter of a multiple choice, read out of the text as <see cref="ChoiceText"/> says: “B”, “(B)”,
/// “B) …”, “the answer is B”.
/// </summary>
internal sealed class ChoiceGrader(ResponseReading reading, ValueSource value, string choices) : IPlainGrader
{
    private const string DefaultChoices = "ABCDE";
    private static readonly ReasonCode Right = ReasonCode.Right("choice.right");
    private static readonly ReasonCode Wrong = ReasonCode.Wrong("choice.wrong", ["constraints", "examples"], "Another choice is stated.");
    private static readonly ReasonCode Unknown = ReasonCode.Wrong("choice.unknown", ["format"], "No choice is stated.");

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Right, Wrong, Unknown];

    public string Name => "choice";

    public bool IsImmediate => reading.IsImmediate;

    public static IGrader Create(GraderSetup setup)
    {
        var choices = (setup.Options.Text("choices") ?? DefaultChoices).ToUpperInvariant();
        if (choices.Length < 2 || choices.Any(c => !char.IsAsciiLetterUpper(c)) || choices.Distinct().Count() != choices.Length)
            setup.Options.Problem("choices", $"“choices” takes different letters such as {DefaultChoices}, not “{choices}”.");
        var value = setup.Value();
        foreach (
            var item in setup.Items.Where(item => value.Missing(item) is null && ChoiceText.LetterOf(value.For(item), choices) is null)
        )
            setup.Problems.Add(item.File, item.Line, $"“{value.For(item)}” of the item “{item.Id}” is no letter of {choices}.");
        return new ChoiceGrader(setup.Reading(), value, choices);
    }

    public Score Grade(GradingContext context)
    {
        var (text, failure) = reading.Raw(context.Response);
        var wanted = ChoiceText.LetterOf(value.For(context.Item), choices)!;
        return (failure ?? Grade(text, wanted)) with { Expected = wanted };
    }

    private Score Grade(string text, string wanted) =>
        ChoiceText.LetterOf(text, choices) switch
        {
            null => Score.Of(0, Unknown, $"No letter of {choices} is stated in {Quote.Of(text)}."),
            var letter when letter == wanted => Score.Of(1, Right, $"It is {letter}.") with { Predicted = letter },
            var letter => Score.Of(0, Wrong, $"It is {letter}, not {wanted}.") with { Predicted = letter },
        };
}
