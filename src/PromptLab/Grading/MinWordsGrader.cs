namespace PromptLab.Grading;

/// <summary><c>min-words</c>: passes if the text has at least this many words, separated by white space.</summary>
internal sealed class MinWordsGrader(ResponseReader reader, NumberSource limit) : ISynchronousGrader
{
    private static readonly ReasonCode Within = ReasonCode.Right("min-words.within");
    private static readonly ReasonCode Under = ReasonCode.Wrong("min-words.under", ["format"], "The response is too short.");

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Within, Under];

    public string Name => "min-words";

    public bool IsImmediate => reader.IsImmediate;

    public static IGrader Create(GraderSetup setup) => new MinWordsGrader(setup.CreateReader(), setup.ReadLimit());

    public Score Grade(GradingContext context)
    {
        var (text, failure) = reader.ReadText(context);
        if (failure is not null)
            return failure;
        var min = limit.For(context.Item);
        var words = Words.Count(text);
        return words >= min
            ? Score.Of(1, Within, FormattableString.Invariant($"It has {words} words."))
            : Score.Of(0, Under, FormattableString.Invariant($"It has {words} words, fewer than {min}."));
    }
}
