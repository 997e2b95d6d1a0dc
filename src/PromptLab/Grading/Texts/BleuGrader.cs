namespace PromptLab.Grading.Texts;

/// <summary><c>bleu</c>: BLEU of the text, compared with all references together, as sacrebleu computes it for a sentence.</summary>
internal sealed class BleuGrader(ResponseReader reader, ReferenceTexts references, string tokenizer, BleuScore bleu) : ISynchronousGrader
{
    private const string Exponential = "exp";
    private const double DefaultFloor = 0.1;

    private static readonly string[] Smoothings = [Exponential, "floor", "add-k", "none"];

    private static readonly ReasonCode Near = ReasonCode.Right("bleu.near");
    private static readonly ReasonCode Far = ReasonCode.Wrong(
        "bleu.far",
        ["task", "examples"],
        "The response shares too few rows of words with the reference."
    );

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Near, Far];

    public string Name => "bleu";

    public bool IsImmediate => reader.IsImmediate;

    public static IGrader Create(GraderSetup setup)
    {
        var options = setup.Options;
        var reader = setup.CreateReader();
        var tokenizer = options.Choice("tokenizer", BleuTokens.Names) ?? BleuTokens.Names[0];
        var smoothing = options.Choice("smoothing", Smoothings) ?? Exponential;
        var value = options.Number("smoothing_value", 0, 100);
        if (value is not null && smoothing is Exponential or "none")
            options.Problem(
                "smoothing_value",
                $"“smoothing_value” goes with “smoothing: floor” or “smoothing: add-k”. The grader “{setup.Id}” (bleu) has {smoothing}."
            );
        return new BleuGrader(
            reader,
            ReferenceTexts.Read(setup, reader, text => BleuTokens.Of(text, tokenizer).Count > 0),
            tokenizer,
            new BleuScore(smoothing, value ?? (smoothing == "floor" ? DefaultFloor : 1), options.Flag("effective_order") ?? true)
        );
    }

    public Score Grade(GradingContext context)
    {
        var (text, failure) = reader.ReadText(context);
        if (failure is not null)
            return failure;
        var wanted = references.For(context.Item);
        var score = bleu.Of(BleuTokens.Of(text, tokenizer), [.. wanted.Select(reference => BleuTokens.Of(reference, tokenizer))]);
        return references.Score(score, "BLEU", wanted[0], (Near, Far));
    }
}
