namespace PromptLab.Grading;

/// <summary><c>min-words</c>: the text has at least so many words; a word is a run of characters without white space.</summary>
internal sealed class MinWordsGrader(ResponseReading reading, int fewest) : IPlainGrader
{
    private static readonly ReasonCode Within = ReasonCode.Right("min-words.within");
    private static readonly ReasonCode Under = ReasonCode.Wrong("min-words.under", ["format"], "The response is too short.");

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Within, Under];

    public string Name => "min-words";

    public bool IsImmediate => reading.IsImmediate;

    public static IGrader Create(GraderSetup setup) => new MinWordsGrader(setup.Reading(), setup.Limit());

    public Score Grade(GradingContext context)
    {
        var (text, failure) = reading.Text(context.Response);
        if (failure is not null)
            return failure;
        var words = Words.Count(text);
        return words >= fewest
            ? Score.Of(1, Within, FormattableString.Invariant($"It has {words} words."))
            : Score.Of(0, Under, FormattableString.Invariant($"It has {words} words, fewer than {fewest}."));
    }
}
