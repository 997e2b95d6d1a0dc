namespace PromptLab.Grading;

/// <summary><c>max-words</c>: passes if the text has at most this many words, separated by white space.</summary>
internal sealed class MaxWordsGrader(ResponseReader reader, NumberSource limit) : ISynchronousGrader
{
    private static readonly ReasonCode Within = ReasonCode.Right("max-words.within");
    private static readonly ReasonCode Over = ReasonCode.Wrong("max-words.over", ["format"], "The response is too long.");

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Within, Over];

    public string Name => "max-words";

    public bool IsImmediate => reader.IsImmediate;

    public static IGrader Create(GraderSetup setup) => new MaxWordsGrader(setup.CreateReader(), setup.ReadLimit());

    public Score Grade(GradingContext context)
    {
        var (text, failure) = reader.ReadText(context);
        if (failure is not null)
            return failure;
        var max = limit.For(context.Item);
        var words = Words.Count(text);
        return words <= max
            ? Score.Of(1, Within, FormattableString.Invariant($"It has {words} words."))
            : Score.Of(0, Over, FormattableString.Invariant($"It has {words} words, more than {max}."));
    }
}
