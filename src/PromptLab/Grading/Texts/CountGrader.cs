using System.Globalization;
using System.Text.RegularExpressions;

namespace PromptLab.Grading.Texts;

/// <summary>
/// <c>count</c>: passes if the text has as many words, sentences, paragraphs, lines, bullets, characters or matches of a
/// pattern as are wanted.
/// </summary>
internal sealed class CountGrader(ResponseReader reader, string what, Regex? pattern, CountLimitSource source) : ISynchronousGrader
{
    private const string Matches = "matches of the pattern";

    private static readonly string[] Units = ["words", "sentences", "paragraphs", "lines", "bullets", "characters"];

    private static readonly ReasonCode Within = ReasonCode.Right("count.within");
    private static readonly ReasonCode Under = ReasonCode.Wrong("count.under", ["format"], "The response has too few of what is counted.");
    private static readonly ReasonCode Over = ReasonCode.Wrong("count.over", ["format"], "The response has too many of what is counted.");
    private static readonly ReasonCode Unsure = ReasonCode.Undecided("count.unsure");

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Within, Under, Over, Unsure];

    public string Name => "count";

    public bool IsImmediate => reader.IsImmediate && (pattern is null || UserPattern.IsLinear(pattern));

    public static IGrader? Create(GraderSetup setup)
    {
        var options = setup.Options;
        var reader = setup.CreateReader();
        var (what, text) = (options.Choice("what", Units), options.Text("pattern"));
        if (options.Has("what") == options.Has("pattern"))
            options.Problem(
                options.Has("what") ? "pattern" : "what",
                $"The grader “{setup.Id}” (count) needs either “what” or “pattern”: what: words, or pattern: '\\bplease\\b'."
            );
        var limits = CountLimitSource.Read(setup);
        var regex = text is null ? null : UserPattern.Read(options, "pattern", text, reader.Normaliser.IgnoreCase);
        if (text is not null)
            setup.WarnOfBraces("pattern", text);
        return limits is null || (what is null && regex is null)
            ? null
            : new CountGrader(reader with { Normaliser = reader.Normaliser with { IgnoreCase = false } }, what ?? Matches, regex, limits);
    }

    public Score Grade(GradingContext context)
    {
        var (text, failure) = reader.ReadText(context);
        if (failure is not null)
            return failure;
        var (count, limits) = (Count(text), source.For(context.Item));
        var has = $"It has {Describe(count)} {what}";
        if (limits.IsMet(count))
            return Score.Of(1, Within, $"{has}.");
        return limits.IsUnder(count) ? Score.Of(0, Under, $"{has}, and should have {limits.Wanted}.")
            : limits.IsOver(count) ? Score.Of(0, Over, $"{has}, and should have {limits.Wanted}.")
            : Score.Undecided(Unsure, $"{has}, as no blanks or marks divide its script, and should have {limits.Wanted}.");
    }

    private CountRange Count(string text) =>
        what switch
        {
            "words" => WordCounter.Count(text),
            "sentences" => SentenceSplitter.Count(text),
            "paragraphs" => CountRange.Of(TextBlocks.CountParagraphs(text)),
            "lines" => CountRange.Of(TextBlocks.CountLines(text)),
            "bullets" => CountRange.Of(TextBlocks.CountBullets(text)),
            "characters" => CountRange.Of(new StringInfo(text).LengthInTextElements),
            _ => CountRange.Of(pattern is null ? 0 : UserPattern.All(pattern, text).Count(match => match.Length > 0)),
        };

    private static string Describe(CountRange count) =>
        count.IsExact
            ? count.Least.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"from {count.Least} to {count.Most}");
}
