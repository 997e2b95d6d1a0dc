using PromptLab.Files;

namespace PromptLab.Grading.Texts;

/// <summary>
/// <c>rouge</c>: ROUGE-1, ROUGE-2 or ROUGE-L, the F1 of the words, pairs of words, or longest common row of words, as
/// rouge-score computes it. The best of several references counts.
/// </summary>
/// <remarks>Lin, “ROUGE: A Package for Automatic Evaluation of Summaries”, 2004, https://aclanthology.org/W04-1013/.</remarks>
internal sealed class RougeGrader(ResponseReader reader, ReferenceTexts references, string variant, bool usesStemmer) : ISynchronousGrader
{
    private const string LongestCommon = "L";

    // rouge-score leaves shorter words as they are.
    private const int ShortWord = 3;

    private static readonly ReasonCode Near = ReasonCode.Right("rouge.near");
    private static readonly ReasonCode Far = ReasonCode.Wrong(
        "rouge.far",
        ["task", "examples"],
        "The response shares too few words with the reference, or has too many others."
    );

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Near, Far];

    public string Name => "rouge";

    public bool IsImmediate => reader.IsImmediate;

    public static IGrader Create(GraderSetup setup)
    {
        var reader = setup.CreateReader();
        var variant = setup.Options.Choice("variant", "1", "2", LongestCommon) ?? LongestCommon;
        var least = variant == "2" ? 2 : 1;
        return new RougeGrader(
            reader,
            ReferenceTexts.Read(setup, reader, text => TextTokens.Words(text).Count >= least),
            variant,
            setup.Options.Flag("stemmer") ?? false
        );
    }

    public Score Grade(GradingContext context)
    {
        var (text, failure) = reader.ReadText(context);
        if (failure is not null)
            return failure;
        var found = WordsOf(text);
        var (counts, reference) = references
            .For(context.Item)
            .Select(reference => (Compare(found, WordsOf(reference), context.Budget), reference))
            .MaxBy(pair => pair.Item1.F1);
        return references.Score(counts.F1, $"ROUGE-{variant}", reference, (Near, Far)) with { Metrics = NGrams.MetricsOf(counts) };
    }

    private MatchCounts Compare(IReadOnlyList<string> found, IReadOnlyList<string> wanted, WorkBudget budget)
    {
        if (variant != LongestCommon)
            return NGrams.Compare(found, wanted, variant == "1" ? 1 : 2);
        var numbers = new TextElements();
        return new MatchCounts(BitParallel.CommonSubsequence(numbers.Of(found), numbers.Of(wanted), budget), found.Count, wanted.Count);
    }

    private IReadOnlyList<string> WordsOf(string text)
    {
        var words = TextTokens.Words(text);
        return usesStemmer ? [.. words.Select(word => word.Length > ShortWord ? PorterStemmer.Stem(word) : word)] : words;
    }
}
