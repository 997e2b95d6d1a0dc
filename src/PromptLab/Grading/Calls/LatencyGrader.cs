namespace PromptLab.Grading.Calls;

/// <summary><c>latency</c>: passes if the call took at most this long, without waits for the rate limit and between attempts.</summary>
internal sealed class LatencyGrader(NumberSource most) : ISynchronousGrader
{
    private static readonly ReasonCode Within = ReasonCode.Right("latency.within");
    private static readonly ReasonCode Over = ReasonCode.Wrong(
        "latency.over",
        ["format", "constraints"],
        "The call took too long: ask for a shorter response, or less reasoning."
    );
    private static readonly ReasonCode Unknown = ReasonCode.Undecided("latency.unknown");

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Within, Over, Unknown];

    public string Name => "latency";

    public bool IsImmediate => true;

    public static IGrader? Create(GraderSetup setup) =>
        setup.ReadRequiredNumber("max_ms", NumberRange.Amounts) is { } most ? new LatencyGrader(most) : null;

    public Score Grade(GradingContext context)
    {
        if (context.Facts.Latency is not { } latency)
            return Score.Undecided(Unknown, "The duration of the call is not known.");
        var (took, limit) = (latency.TotalMilliseconds, most.For(context.Item));
        return took <= (double)limit
            ? Score.Of(1, Within, FormattableString.Invariant($"The call took {took:0.###} ms."))
            : Score.Of(0, Over, FormattableString.Invariant($"The call took {took:0.###} ms, more than {limit} ms."));
    }
}
