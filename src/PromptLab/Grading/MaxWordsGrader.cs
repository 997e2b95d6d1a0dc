namespace PromptLab.Grading;

/// <summary><c>max-words</c>: the text has at most so many words; a word is a run of characters without white space.</summary>
internal sealed class MaxWordsGrader(ResponseReading reading, int most) : IPlainGrader
{
    private static readonly ReasonCode Within = ReasonCode.Right("max-words.within");
    private static readonly ReasonCode Over = ReasonCode.Wrong("max-words.over", ["format"], "The response is too long.");

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Within, Over];

    public string Name => "max-words";

    public bool IsImmediate => reading.IsImmediate;

    public static IGrader Create(GraderSetup setup) => new MaxWordsGrader(setup.Reading(), setup.Limit());

    public Score Grade(GradingContext context)
    {
        var (text, failure) = reading.Text(context.Response);
        if (failure is not null)
            return failure;
        var words = Words.Count(text);
        return words <= most
            ? Score.Of(1, Within, FormattableString.Invariant($"It has {words} words."))
            : Score.Of(0, Over, FormattableString.Invariant($"It has {words} words, more than {most}."));
    }
}
