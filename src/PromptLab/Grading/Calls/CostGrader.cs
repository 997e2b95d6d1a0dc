namespace PromptLab.Grading.Calls;

/// <summary>
/// <c>cost</c>: passes if the call costs at most this much, in US dollars; a cached response counts at its original cost.
/// </summary>
internal sealed class CostGrader(NumberSource most) : ISynchronousGrader
{
    private static readonly ReasonCode Within = ReasonCode.Right("cost.within");
    private static readonly ReasonCode Over = ReasonCode.Wrong(
        "cost.over",
        ["context", "examples", "format"],
        "The call costs too much: shorten the prompt, or ask for a shorter response."
    );
    private static readonly ReasonCode Unknown = ReasonCode.Undecided("cost.unknown");

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Within, Over, Unknown];

    public string Name => "cost";

    public bool IsImmediate => true;

    public static IGrader? Create(GraderSetup setup) =>
        setup.ReadRequiredNumber("max_usd", NumberRange.Amounts) is { } most ? new CostGrader(most) : null;

    public Score Grade(GradingContext context)
    {
        if (context.CostUsd is not { } cost)
            return Score.Undecided(Unknown, "The cost of the call is not known: give the model a price in promptlab.yaml.");
        var limit = most.For(context.Item);
        return cost <= limit
            ? Score.Of(1, Within, FormattableString.Invariant($"The call costs ${cost:0.##########}."))
            : Score.Of(0, Over, FormattableString.Invariant($"The call costs ${cost:0.##########}, more than ${limit}."));
    }
}
