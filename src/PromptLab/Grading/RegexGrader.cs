using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using PromptLab.EvalSets;

namespace PromptLab.Grading;

/// <summary>
/// <c>regex</c>: the pattern matches somewhere in the text. Item data in the pattern is escaped, so it matches itself
/// only.
/// </summary>
internal sealed class RegexGrader(ResponseReading reading, ValueSource pattern) : IGrader
{
    public string Name => "regex";

    public static IGrader? Create(GraderSetup setup)
    {
        var text = setup.Options.RequiredText("pattern");
        var reading = setup.Reading();
        var source = setup.Value("pattern", fallback: "");
        if (UserPattern.Read(setup.Options, "pattern", text, ignoreCase: false) is null)
            return null;
        foreach (var item in setup.Items.Where(item => source.Missing(item) is null))
            CheckPattern(source.For(item, Escape), item, setup);
        return new RegexGrader(reading, source);
    }

    public ValueTask<Score> GradeAsync(EvalItem item, ChatResponse response, CancellationToken cancellationToken)
    {
        var (text, failure) = (reading with { Form = reading.Form with { IgnoreCase = false } }).Text(response);
        if (failure is not null)
            return ValueTask.FromResult(failure);
        var regex = UserPattern.Create(pattern.For(item, Escape), reading.Form.IgnoreCase);
        return ValueTask.FromResult(
            regex.Match(text) is { Success: true } match
                ? Score.Of(1, "regex.match", $"The pattern matches {Quote.Of(match.Value)}.")
                : Score.Of(0, "regex.no-match", $"The pattern matches nothing in {Quote.Of(text)}.")
        );
    }

    // What is sound with the names in it need not be with an item's values: “[{expected}]” is not where the value is empty.
    private static void CheckPattern(string pattern, EvalItem item, GraderSetup setup)
    {
        try
        {
            UserPattern.Create(pattern, ignoreCase: false);
        }
        catch (ArgumentException e)
        {
            setup.Problems.Add(
                item.File,
                item.Line,
                $"With the values of the item “{item.Id}”, the pattern of the grader “{setup.Id}” is “{pattern}”, which is no valid pattern: {e.Message}"
            );
        }
    }

    // Regex.Escape leaves what means something between square brackets only.
    private static string Escape(string text) =>
        Regex
            .Escape(text)
            .Replace("]", @"\]", StringComparison.Ordinal)
            .Replace("}", @"\}", StringComparison.Ordinal)
            .Replace("-", @"\-", StringComparison.Ordinal);
}
