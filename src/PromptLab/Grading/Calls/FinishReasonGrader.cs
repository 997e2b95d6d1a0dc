namespace PromptLab.Grading.Calls;

/// <summary>
/// <c>finish-reason</c>: passes if the response ended for one of the wanted reasons; <c>stop</c> unless others are given.
/// </summary>
/// <remarks>Providers have words of their own: <c>end_turn</c> is <c>stop</c>, <c>max_tokens</c> is <c>length</c>, and so on.</remarks>
internal sealed class FinishReasonGrader(IReadOnlyList<string> wanted) : ISynchronousGrader
{
    private static readonly ReasonCode Wanted = ReasonCode.Right("finish-reason.wanted");
    private static readonly ReasonCode Other = ReasonCode.Wrong(
        "finish-reason.other",
        ["format", "constraints"],
        "The response did not end by itself: ask for a shorter one, or raise max_output_tokens."
    );
    private static readonly ReasonCode Unknown = ReasonCode.Undecided("finish-reason.unknown");

    private static readonly Dictionary<string, string> OurWords = new(StringComparer.OrdinalIgnoreCase)
    {
        ["end_turn"] = "stop",
        ["eos"] = "stop",
        ["eos_token"] = "stop",
        ["stop_sequence"] = "stop",
        ["max_tokens"] = "length",
        ["max_output_tokens"] = "length",
        ["model_length"] = "length",
        ["tool_use"] = "tool_calls",
        ["function_call"] = "tool_calls",
        ["safety"] = "content_filter",
        ["refusal"] = "content_filter",
    };

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Wanted, Other, Unknown];

    public string Name => "finish-reason";

    public bool IsImmediate => true;

    public static IGrader Create(GraderSetup setup) => new FinishReasonGrader(setup.ReadWords() is { Count: > 0 } words ? words : ["stop"]);

    public Score Grade(GradingContext context)
    {
        if (context.Response.FinishReason?.Value is not { Length: > 0 } reason)
            return Score.Undecided(Unknown, "Why the response ended is not known.");
        return wanted.Any(word => OurWord(word).Equals(OurWord(reason), StringComparison.OrdinalIgnoreCase))
            ? Score.Of(1, Wanted, $"The response ended with {Quote.Of(reason)}.")
            : Score.Of(0, Other, $"The response ended with {Quote.Of(reason)}, not {string.Join(" or ", wanted.Select(Quote.Of))}.");
    }

    private static string OurWord(string word) => OurWords.GetValueOrDefault(word, word);
}
