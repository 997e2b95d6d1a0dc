using Microsoft.Extensions.AI;
using PromptLab.EvalSets;

namespace PromptLab.Grading;

/// <summary>
/// <c>number</c>: the number in the text is the value, within a tolerance. With several numbers in it, <c>extract</c>
/// says which is meant.
/// </summary>
internal sealed class NumberGrader(ResponseReading reading, ValueSource value, NumberRule rule) : IGrader
{
    public string Name => "number";

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

    public ValueTask<Score> GradeAsync(EvalItem item, ChatResponse response, CancellationToken cancellationToken)
    {
        var (text, failure) = reading.Text(response);
        return ValueTask.FromResult(failure ?? Grade(item, text));
    }

    private Score Grade(EvalItem item, string text)
    {
        var written = NumberText.All(text, rule.DecimalComma);
        if (written.Count == 0)
            return Score.Of(0, "number.not-found", $"There is no number in {Quote.Of(text)}.");
        if (written.Count > 1)
            return Score.Of(0, "number.several", $"There are several numbers in {Quote.Of(text)}: {string.Join(", ", written.Take(5))}.");
        var wantedText = value.For(item);
        if (!NumberText.TryParse(written[0], rule.DecimalComma, out var given) || !NumberText.TryParse(wantedText, false, out var wanted))
            return Score.Of(0, "number.too-large", $"{written[0]} is beyond what can be compared.");
        return rule.AreEqual(given, written[0], wanted, wantedText)
            ? Score.Of(1, "number.equal", $"It is {written[0]}.")
            : Score.Of(0, "number.different", $"It is {written[0]}, not {wantedText}.");
    }
}
