namespace PromptLab.Grading.Structure;

/// <summary>
/// <c>function-call</c>: passes if the response makes the wanted calls, with accepted values, and no others; as tool calls or in its
/// text.
/// </summary>
internal sealed class FunctionCallGrader(CallCheck check) : ISynchronousGrader
{
    private static readonly CallCodes Reasons = new("function-call");

    public static IReadOnlyList<ReasonCode> Codes => Reasons.All;

    public string Name => "function-call";

    // Calls are paired with the wanted ones, whatever their number.
    public bool IsImmediate => false;

    public static IGrader Create(GraderSetup setup) => new FunctionCallGrader(CallCheck.Read(setup, Reasons));

    public Score Grade(GradingContext context)
    {
        var (counts, code, reason, failure) = check.Compare(context);
        return failure ?? Score.Of(code.Kind == ReasonKind.Right ? 1 : 0, code, reason) with { Matches = counts };
    }
}
