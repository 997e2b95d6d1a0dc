namespace PromptLab.Grading.Calls;

/// <summary>
/// <c>finish-reason</c>: passes if the response ended for one of the wanted reasons; <c>stop</c> unless others are given.
/// </summary>
internal sealed class FinishReasonGrader(IReadOnlyList<string> wanted) : ISynchronousGrader
{
    private static readonly ReasonCode Wanted = ReasonCode.Right("finish-reason.wanted");
    private static readonly ReasonCode Other = ReasonCode.Wrong(
        "finish-reason.other",
        ["format", "constraints"],
        "The response did not end by itself: ask for a shorter one, or raise max_output_tokens."
    );
    private static readonly ReasonCode Unknown = ReasonCode.Undecided("finish-reason.unknown");

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Wanted, Other, Unknown];

    public string Name => "finish-reason";

    public bool IsImmediate => true;

    public static IGrader Create(GraderSetup setup) => new FinishReasonGrader(setup.ReadWords() is { Count: > 0 } words ? words : ["stop"]);

    public Score Grade(GradingContext context)
    {
        if (context.Response.FinishReason?.Value is not { Length: > 0 } reason)
            return Score.Undecided(Unknown, "Why the response ended is not known.");
        return wanted.Contains(reason, StringComparer.OrdinalIgnoreCase)
            ? Score.Of(1, Wanted, $"The response ended with {Quote.Of(reason)}.")
            : Score.Of(0, Other, $"The response ended with {Quote.Of(reason)}, not {string.Join(" or ", wanted.Select(Quote.Of))}.");
    }
}
