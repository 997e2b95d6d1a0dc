namespace PromptLab.Grading;

/// <summary>
/// <c>not-…</c>: inverts the score of a grader. An undecided response stays undecided, and an unreadable one stays wrong.
/// </summary>
internal sealed class NotGrader(IGrader inner) : IGrader
{
    public const string Prefix = "not-";

    private static readonly string[] Sections = ["constraints"];

    public string Name => Prefix + inner.Name;

    public bool IsImmediate => inner.IsImmediate;

    /// <summary>The inverted code: right becomes wrong and vice versa; an undecided one and one of the unreadable are unchanged.</summary>
    public static ReasonCode Invert(ReasonCode code) =>
        code.Kind switch
        {
            _ when SharedCodes.IsUnreadable(code.Name) => code,
            ReasonKind.Right => ReasonCode.Wrong(Prefix + code.Name, Sections, "The response has what it should not have."),
            ReasonKind.Wrong => ReasonCode.Right(Prefix + code.Name),
            _ => code,
        };

    public async ValueTask<GraderResult> GradeAsync(GradingContext context, CancellationToken cancellationToken)
    {
        var result = await inner.GradeAsync(context, cancellationToken);
        var score = result.Score;
        return score.Value is not { } value || SharedCodes.IsUnreadable(score.Code)
            ? result
            : result with
            {
                Score = Score.Of(1 - value, Prefix + score.Code, score.Reason),
            };
    }
}
