namespace PromptLab.Grading.Structure;

/// <summary><c>tool-calls</c>: scores how many of the wanted calls the response makes, and how many others: their F1.</summary>
internal sealed class ToolCallsGrader(CallCheck check) : ISynchronousGrader
{
    private static readonly CallCodes Reasons = new("tool-calls");

    public static IReadOnlyList<ReasonCode> Codes => Reasons.All;

    public string Name => "tool-calls";

    // Calls are paired with the wanted ones, whatever their number.
    public bool IsImmediate => false;

    public static IGrader Create(GraderSetup setup) => new ToolCallsGrader(CallCheck.Read(setup, Reasons));

    public Score Grade(GradingContext context)
    {
        var (counts, code, reason, failure) = check.Compare(context);
        return failure ?? Score.Of(counts.F1, code, reason) with { Matches = counts, Metrics = ListScore.MetricsOf(counts) };
    }
}
