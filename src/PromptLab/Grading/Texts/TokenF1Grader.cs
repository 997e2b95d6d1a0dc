namespace PromptLab.Grading.Texts;

/// <summary>
/// <c>token-f1</c>: the F1 of the words that the text and the reference share, by the rules of SQuAD. The best of several
/// references counts.
/// </summary>
/// <remarks>Rajpurkar et al., “SQuAD: 100,000+ Questions for Machine Comprehension of Text”, 2016, https://arxiv.org/abs/1606.05250.</remarks>
internal sealed class TokenF1Grader(ResponseReader reader, ReferenceTexts references, bool keepsArticles) : ISynchronousGrader
{
    private static readonly ReasonCode Near = ReasonCode.Right("token-f1.near");
    private static readonly ReasonCode Far = ReasonCode.Wrong(
        "token-f1.far",
        ["task", "examples"],
        "The response shares too few words with the reference, or has too many others."
    );

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Near, Far];

    public string Name => "token-f1";

    public bool IsImmediate => reader.IsImmediate;

    public static IGrader Create(GraderSetup setup)
    {
        var reader = setup.CreateReader();
        var keepsArticles = setup.Options.Choice("articles", "drop", "keep") == "keep";
        return new TokenF1Grader(
            reader,
            ReferenceTexts.Read(setup, reader, text => TextTokens.OfSquad(text, keepsArticles).Count > 0),
            keepsArticles
        );
    }

    public Score Grade(GradingContext context)
    {
        var (text, failure) = reader.ReadText(context);
        if (failure is not null)
            return failure;
        var found = TextTokens.OfSquad(text, keepsArticles);
        var (counts, reference) = references
            .For(context.Item)
            .Select(reference => (NGrams.Compare(found, TextTokens.OfSquad(reference, keepsArticles), 1), reference))
            .MaxBy(pair => pair.Item1.F1);
        return references.Score(counts.F1, "The F1 of words", reference, (Near, Far)) with
        {
            Metrics = NGrams.MetricsOf(counts),
            Matches = counts,
        };
    }
}
