using System.Text.RegularExpressions;
using PromptLab.EvalSets;

namespace PromptLab.Grading;

/// <summary>
/// <c>regex</c>: passes if the pattern matches anywhere in the text. Item data inserted into the pattern is escaped, so that
/// it only matches itself.
/// </summary>
internal sealed class RegexGrader(ResponseReader reader, ValueSource pattern, bool isLinear) : ISynchronousGrader
{
    private static readonly ReasonCode Found = ReasonCode.Right("regex.match");
    private static readonly ReasonCode NoMatch = ReasonCode.Wrong(
        "regex.no-match",
        ["format"],
        "The response does not have the form that is asked for."
    );

    /// <summary>A pattern took longer than one second; given for every kind of grader.</summary>
    public static readonly ReasonCode Timeout = ReasonCode.Undecided("regex.timeout");

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Found, NoMatch, Timeout];

    public string Name => "regex";

    public bool IsImmediate => reader.IsImmediate && isLinear;

    public static IGrader? Create(GraderSetup setup)
    {
        var text = setup.Options.RequiredText("pattern", "'^[A-Z]{2}-[0-9]+$'");
        var reader = setup.CreateReader();
        var source = setup.ReadValue("pattern", fallback: "");
        if (UserPattern.Read(setup.Options, "pattern", text, ignoreCase: false) is null)
            return null;
        var patterns = setup
            .Items.Where(item => source.FindMissing(item) is null)
            .Select(item => TryCreatePattern(source.TextFor(item, Escape), item, setup))
            .ToList();
        return new RegexGrader(reader, source, patterns.TrueForAll(pattern => pattern is not null && UserPattern.IsLinear(pattern)));
    }

    public Score Grade(GradingContext context)
    {
        var (text, failure) = (reader with { Normaliser = reader.Normaliser with { IgnoreCase = false } }).ReadText(context);
        if (failure is not null)
            return failure;
        var regex = UserPattern.Create(pattern.TextFor(context.Item, Escape), reader.Normaliser.IgnoreCase);
        context.Trace?.Add("pattern", regex.ToString());
        return regex.Match(text) is { Success: true } match
            ? Score.Of(1, Found, $"The pattern matches {Quote.Of(match.Value)}.")
            : Score.Of(0, NoMatch, $"The pattern matches nothing in {Quote.Of(text)}.");
    }

    // The pattern may become invalid with an item's values: “[{expected}]” is invalid if the value is empty.
    private static Regex? TryCreatePattern(string pattern, EvalItem item, GraderSetup setup)
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
                $"With the values of the item “{item.Id}”, the pattern of the grader “{setup.Id}” is “{pattern}”, which is no valid pattern: {e.Message}{PatternDialect.HintFor(pattern)}"
            );
            return null;
        }
    }

    // Regex.Escape leaves characters that are special only inside square brackets.
    private static string Escape(string text) =>
        Regex
            .Escape(text)
            .Replace("]", @"\]", StringComparison.Ordinal)
            .Replace("}", @"\}", StringComparison.Ordinal)
            .Replace("-", @"\-", StringComparison.Ordinal);
}
