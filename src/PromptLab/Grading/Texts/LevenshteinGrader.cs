using PromptLab.Files;

namespace PromptLab.Grading.Texts;

/// <summary>
/// <c>levenshtein</c>: how much of the text need not be changed to get the reference: 1 − distance / length of the longer one,
/// in characters as people see them. The best of several references counts.
/// </summary>
internal sealed class LevenshteinGrader(ResponseReader reader, ReferenceTexts references) : ISynchronousGrader
{
    private static readonly ReasonCode Near = ReasonCode.Right("levenshtein.near");
    private static readonly ReasonCode Far = ReasonCode.Wrong(
        "levenshtein.far",
        ["format", "examples"],
        "The text differs from the reference: look whether the answer is wrong, or only its form."
    );

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Near, Far];

    public string Name => "levenshtein";

    public bool IsImmediate => reader.IsImmediate;

    public static IGrader Create(GraderSetup setup)
    {
        var reader = setup.CreateReader();
        return new LevenshteinGrader(reader, ReferenceTexts.Read(setup, reader, text => text.Length > 0));
    }

    public Score Grade(GradingContext context)
    {
        var (text, failure) = reader.ReadText(context);
        if (failure is not null)
            return failure;
        var (ratio, reference) = references
            .For(context.Item)
            .Select(reference => (Ratio(text, reference, context.Budget), reference))
            .MaxBy(pair => pair.Item1);
        return references.Score(ratio, "The Levenshtein ratio", reference, (Near, Far));
    }

    /// <summary>The similarity of two texts, from 0 to 1; 1 where both are empty.</summary>
    internal static double Ratio(string one, string other, WorkBudget budget)
    {
        var elements = new TextElements();
        var (first, second) = (elements.Of(one), elements.Of(other));
        var longer = Math.Max(first.Count, second.Count);
        return longer == 0 ? 1 : 1 - (double)BitParallel.EditDistance(first, second, budget) / longer;
    }
}
