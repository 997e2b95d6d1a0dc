using System.Text.RegularExpressions;
using PromptLab.EvalSets;

namespace PromptLab.Grading;

/// <summary>
/// <c>regex</c>: the pattern matches somewhere in the text. Item data in the pattern is escaped, so it matches itself
/// only.
/// </summary>
internal sealed class RegexGrader(ResponseReading reading, ValueSource pattern, bool isLinear) : IPlainGrader
{
    private static readonly ReasonCode Found = ReasonCode.Right("regex.match");
    private static readonly ReasonCode NoMatch = ReasonCode.Wrong(
        "regex.no-match",
        ["format"],
        "The response does not have the form that is asked for."
    );

    /// <summary>A pattern took longer than a second, in a grader of whatever kind.</summary>
    public static readonly ReasonCode Timeout = ReasonCode.Undecided("regex.timeout");

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Found, NoMatch, Timeout];

    public string Name => "regex";

    public bool IsImmediate => reading.IsImmediate && isLinear;

    public static IGrader? Create(GraderSetup setup)
    {
        var text = setup.Options.RequiredText("pattern");
        var reading = setup.Reading();
        var source = setup.Value("pattern", fallback: "");
        if (UserPattern.Read(setup.Options, "pattern", text, ignoreCase: false) is null)
            return null;
        var patterns = setup
            .Items.Where(item => source.Missing(item) is null)
            .Select(item => PatternOf(source.For(item, Escape), item, setup))
            .ToList();
        return new RegexGrader(reading, source, patterns.TrueForAll(pattern => pattern is not null && UserPattern.IsLinear(pattern)));
    }

    public Score Grade(GradingContext context)
    {
        var (text, failure) = (reading with { Form = reading.Form with { IgnoreCase = false } }).Text(context.Response);
        if (failure is not null)
            return failure;
        var regex = UserPattern.Create(pattern.For(context.Item, Escape), reading.Form.IgnoreCase);
        return regex.Match(text) is { Success: true } match
            ? Score.Of(1, Found, $"The pattern matches {Quote.Of(match.Value)}.")
            : Score.Of(0, NoMatch, $"The pattern matches nothing in {Quote.Of(text)}.");
    }

    // What is sound with the names in it need not be with an item's values: “[{expected}]” is not where the value is empty.
    private static Regex? PatternOf(string pattern, EvalItem item, GraderSetup setup)
    {
        try
        {
            return UserPattern.Create(pattern, ignoreCase: false);
        }
        catch (ArgumentException e)
        {
            setup.Problems.Add(
                item.File,
                item.Line,
                $"With the values of the item “{item.Id}”, the pattern of the grader “{setup.Id}” is “{pattern}”, which is no valid pattern: {e.Message}"
            );
            return null;
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
