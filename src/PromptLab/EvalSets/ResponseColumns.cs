namespace PromptLab.EvalSets;

/// <summary>The columns of a file of responses that were recorded outside PromptLab.</summary>
internal static class ResponseColumns
{
    public const string Id = "id";
    public const string Response = "response";
    public const string Responses = "responses";
    public const string Repeat = "repeat";
    public const string Error = "error";
    public const string InputTokens = "input_tokens";
    public const string CachedInputTokens = "cached_input_tokens";
    public const string OutputTokens = "output_tokens";
    public const string ReasoningTokens = "reasoning_tokens";
    public const string Cost = "cost";
    public const string Latency = "latency_ms";
    public const string Model = "model";
    public const string FinishReason = "finish_reason";
    public const string ToolCalls = "tool_calls";

    /// <summary>What the response is, and of which item.</summary>
    public static IReadOnlyList<string> OfResponse { get; } = [Id, Response, Responses, Repeat, Error];

    /// <summary>What is known of the call.</summary>
    public static IReadOnlyList<string> OfCall { get; } =
    [InputTokens, CachedInputTokens, OutputTokens, ReasoningTokens, Cost, Latency, Model, FinishReason, ToolCalls];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> Known { get; } = [.. OfResponse, .. OfCall];
}
