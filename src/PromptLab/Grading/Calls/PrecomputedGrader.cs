using PromptLab.EvalSets;

namespace PromptLab.Grading.Calls;

/// <summary>
/// <c>precomputed</c>: takes the score that a person or another tool gave, from a column of the file of responses. Undecided where there
/// is none, and for the responses of a run.
/// </summary>
internal sealed class PrecomputedGrader(string column, string by, ScoreScale scale) : ISynchronousGrader
{
    /// <summary>The name of the kind.</summary>
    public const string Kind = "precomputed";

    private const string Column = "column";

    private static readonly ReasonCode High = ReasonCode.Right("precomputed.high");
    private static readonly ReasonCode Low = ReasonCode.Wrong(
        "precomputed.low",
        ["task", "examples"],
        "Who judged the responses gave less than the highest score: read what they say of them."
    );
    private static readonly ReasonCode Missing = ReasonCode.Undecided("precomputed.missing");
    private static readonly ReasonCode OffScale = ReasonCode.Undecided("precomputed.off-scale");

    public static IReadOnlyList<ReasonCode> Codes { get; } = [High, Low, Missing, OffScale];

    public string Name => Kind;

    public bool IsImmediate => true;

    public static IGrader? Create(GraderSetup setup)
    {
        var column = setup.Options.RequiredText(Column, "rating");
        var by = setup.Options.RequiredText("by", "Anna");
        return ScoreScale.Read(setup.Options) is { } scale ? new PrecomputedGrader(column, by, scale) : null;
    }

    /// <summary>The columns that the graders of an eval set read.</summary>
    public static HashSet<string> ColumnsOf(EvalSet evalSet) =>
        evalSet
            .Graders.Where(grader => grader.Type == Kind)
            .Select(grader => grader.Options.Text(Column))
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);

    public Score Grade(GradingContext context)
    {
        if (!context.Recorded.TryGetValue(column, out var given))
            return Score.Undecided(Missing, $"There is no “{column}” from {by} for this response.");
        if (scale.ScoreOf(given) is not { } score)
            return Score.Undecided(OffScale, $"{by} gave {Quote.Of(given)}, which is not on the scale {scale.Words}.");
        return Score.Of(score, score >= 1 ? High : Low, $"{by} gave {Quote.Of(given)} on the scale {scale.Words}.");
    }
}
