using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using PromptLab.EvalSets;

namespace PromptLab.Grading;

/// <summary><c>choice</c>: the letter of a multiple choice, read from “B”, “(B)”, “B) …” or “the answer is B”. The last letter that is stated counts.</summary>
internal sealed partial class ChoiceGrader(ResponseReading reading, ValueSource value, string choices) : IGrader
{
    private const string DefaultChoices = "ABCDE";

    public string Name => "choice";

    public static IGrader Create(GraderSetup setup)
    {
        var choices = (setup.Options.Text("choices") ?? DefaultChoices).ToUpperInvariant();
        if (choices.Length < 2 || choices.Any(c => !char.IsAsciiLetterUpper(c)) || choices.Distinct().Count() != choices.Length)
            setup.Options.Problem("choices", $"“choices” takes different letters such as {DefaultChoices}, not “{choices}”.");
        var value = setup.Value();
        foreach (var item in setup.Items.Where(item => value.Missing(item) is null && LetterOf(value.For(item), choices) is null))
            setup.Problems.Add(item.File, item.Line, $"“{value.For(item)}” of the item “{item.Id}” is no letter of {choices}.");
        return new ChoiceGrader(setup.Reading(), value, choices);
    }

    public ValueTask<Score> GradeAsync(EvalItem item, ChatResponse response, CancellationToken cancellationToken)
    {
        var (text, failure) = reading.Raw(response);
        var wanted = LetterOf(value.For(item), choices)!;
        return ValueTask.FromResult((failure ?? Grade(text, wanted)) with { Wanted = wanted });
    }

    private Score Grade(string text, string wanted) => LetterOf(text, choices) switch
    {
        null => Score.Of(0, "choice.unknown", $"No letter of {choices} is stated in {Quote.Of(text)}."),
        var letter when letter == wanted => Score.Of(1, "choice.right", $"It is {letter}.") with { Predicted = letter },
        var letter => Score.Of(0, "choice.wrong", $"It is {letter}, not {wanted}.") with { Predicted = letter },
    };

    private static string? LetterOf(string text, string choices)
    {
        var stated = Whole().Match(text) is { Success: true } whole ? [whole] : Stated().Matches(text).ToList();
        return stated.Select(match => match.Groups["letter"].Value.ToUpperInvariant()).LastOrDefault(letter => choices.Contains(letter, StringComparison.Ordinal));
    }

    // The whole text is the letter, perhaps with its option behind it: “B”, “(b)”, “B) Paris”, “**B.**”.
    [GeneratedRegex(@"^[\s*""'(\[]*(?<letter>[A-Za-z])([)\].:][^\n]*|[\s*""')\].]*)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Whole();

    // “answer is B”, “Answer: (b)”, “option C”, and a letter in round brackets.
    [GeneratedRegex(@"(?i:\b(answer|option|choice)\b)[\s:*]*((?i:is|would be)[\s:*]*)?[(\[""'*]*(?<letter>[A-Z])\b(?!')|\((?<letter>[A-Z])\)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Stated();
}
