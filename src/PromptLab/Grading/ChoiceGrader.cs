using System.Text.RegularExpressions;

namespace PromptLab.Grading;

/// <summary>
/// <c>choice</c>: grades the letter of a multiple-choice answer, as <see cref="ChoiceText"/> reads it: “B”, “(B)”, “B) …”,
/// “the answer is B”.
/// </summary>
internal sealed class ChoiceGrader(ResponseReader reader, ValueSource value, string choices, Regex? cues) : ISynchronousGrader
{
    private const int StepsPerCharacter = 4; // some twenty patterns are searched for

    private const string DefaultChoices = "ABCDE";
    private static readonly ReasonCode Right = ReasonCode.Right("choice.right");
    private static readonly ReasonCode Wrong = ReasonCode.Wrong("choice.wrong", ["constraints", "examples"], "Another choice is stated.");
    private static readonly ReasonCode Unknown = ReasonCode.Wrong("choice.unknown", ["format"], "No choice is stated.");

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Right, Wrong, Unknown];

    public string Name => "choice";

    public bool IsImmediate => reader.IsImmediate;

    public static IGrader Create(GraderSetup setup)
    {
        var choices = (setup.Options.Text("choices") ?? DefaultChoices).ToUpperInvariant();
        if (choices.Length < 2 || choices.Any(c => !char.IsAsciiLetterUpper(c)) || choices.Distinct().Count() != choices.Length)
            setup.Options.Problem("choices", $"“choices” takes different letters such as {DefaultChoices}, not “{choices}”.");
        var value = setup.ReadValue();
        foreach (
            var item in setup.Items.Where(item =>
                value.FindMissing(item) is null && ChoiceText.LetterOf(value.TextFor(item), choices) is null
            )
        )
            setup.Problems.Add(item.File, item.Line, $"“{value.TextFor(item)}” of the item “{item.Id}” is no letter of {choices}.");
        return new ChoiceGrader(setup.CreateReader(), value, choices, ReadCues(setup));
    }

    private static Regex? ReadCues(GraderSetup setup)
    {
        var cues = setup.Options.Texts("cues");
        if (cues.Any(string.IsNullOrWhiteSpace))
            setup.Options.Problem("cues", "“cues” holds an empty phrase. Write one that states an answer, such as “svaret är”.");
        return cues.Count > 0 ? ChoiceText.CreateCues(cues.Select(cue => cue.Trim())) : null;
    }

    public Score Grade(GradingContext context)
    {
        var (text, failure) = reader.ReadRaw(context);
        context.Budget.Spend((long)text.Length * StepsPerCharacter);
        var expected = ChoiceText.LetterOf(value.TextFor(context.Item), choices)!;
        return (failure ?? Grade(text, expected)) with { Expected = expected };
    }

    private Score Grade(string text, string expected) =>
        ChoiceText.LetterOf(text, choices, cues) switch
        {
            null => Score.Of(0, Unknown, $"No letter of {choices} is stated in {Quote.Of(text)}."),
            var letter when letter == expected => Score.Of(1, Right, $"It is {letter}.") with { Predicted = letter },
            var letter => Score.Of(0, Wrong, $"It is {letter}, not {expected}.") with { Predicted = letter },
        };
}
