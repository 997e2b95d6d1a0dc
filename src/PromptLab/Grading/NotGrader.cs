namespace PromptLab.Grading;

/// <summary>
/// <c>not-…</c>: turns a grader round. What could not be decided stays undecided; a response that can't be read stays
/// wrong.
/// </summary>
internal sealed class NotGrader(IGrader inner) : IGrader
{
    public const string Prefix = "not-";

    private static readonly string[] Sections = ["constraints"];

    public string Name => Prefix + inner.Name;

    public bool IsImmediate => inner.IsImmediate;

    /// <summary>The code of the turned grader where its inner one gives a code; an undecided one stays as it is.</summary>
    public static ReasonCode Turn(ReasonCode code) =>
        code.Kind switch
        {
            ReasonKind.Right => ReasonCode.Wrong(Prefix + code.Name, Sections, "The response has what it should not have."),
            ReasonKind.Wrong => ReasonCode.Right(Prefix + code.Name),
            _ => code,
        };

    public async ValueTask<GraderResult> GradeAsync(GradingContext context, CancellationToken cancellationToken)
    {
        var result = await inner.GradeAsync(context, cancellationToken);
        var score = result.Score;
        return score.Value is not { } value || score.Code.StartsWith(SharedCodes.Unreadable, StringComparison.Ordinal)
            ? result
            : result with
            {
                Score = Score.Of(1 - value, Prefix + score.Code, score.Reason),
            };
    }
}
