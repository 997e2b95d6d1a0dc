using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;
using PromptLab.Files;

namespace PromptLab.Models;

/// <summary>A recorded response, one line of a recording, with which a run can be replayed anywhere.</summary>
internal sealed record RecordedResponse
{
    /// <summary>The current value of <see cref="Schema"/>.</summary>
    public const string CurrentSchema = "promptlab/recorded-response@1";

    /// <summary>The format of the line, with its version.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>The key of the request; see <see cref="RequestKey"/>.</summary>
    public required string Key { get; init; }

    /// <summary>The prompt version, for people; only the key is used for look-up.</summary>
    public string? Prompt { get; init; }

    /// <summary>The item, for people; only the key is used for look-up.</summary>
    public string? ItemId { get; init; }

    /// <summary>The repeat, from 1.</summary>
    public int Repeat { get; init; } = 1;

    /// <summary>The step, from 1; the file leaves out step 1.</summary>
    [JsonIgnore]
    public int Step { get; init; } = 1;

    /// <summary>Which of several responses to the same messages, from 1; the file leaves out sample 1.</summary>
    [JsonIgnore]
    public int Sample { get; init; } = 1;

    /// <summary>The id of the model in the request; null if unknown.</summary>
    public string? Model { get; init; }

    /// <summary>The text of the response, with what the provider reported about it.</summary>
    public required RecordedText Response { get; init; }

    /// <summary>The token usage; null if the provider did not report it.</summary>
    public RecordedUsage? Usage { get; init; }

    /// <summary>The duration of the call in milliseconds; null if it was not measured.</summary>
    public double? LatencyMs { get; init; }

    [JsonInclude]
    [JsonPropertyName("step")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    private int? LaterStep
    {
        get => Step > 1 ? Step : null;
        init => Step = value ?? 1;
    }

    [JsonInclude]
    [JsonPropertyName("sample")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    private int? LaterSample
    {
        get => Sample > 1 ? Sample : null;
        init => Sample = value ?? 1;
    }

    /// <summary>Records the response of a chat client.</summary>
    /// <param name="response">The response to record.</param>
    /// <param name="key">The key of its request.</param>
    public static RecordedResponse Of(ChatResponse response, string key)
    {
        var facts = ResponseFacts.Of(response);
        return new RecordedResponse
        {
            Key = key,
            Response = new RecordedText
            {
                Text = response.Text,
                Id = response.ResponseId,
                Model = response.ModelId,
                FinishReason = response.FinishReason?.Value,
                Fingerprint = facts.Fingerprint,
                Refusal = facts.Refusal,
                ToolCalls = ToolCall.Of(response),
            },
            Usage = RecordedUsage.Of(TokenUsage.From(response.Usage)),
            LatencyMs = facts.Latency?.TotalMilliseconds,
        };
    }

    /// <summary>Converts the recording back to a response, marked as cached and without attempts.</summary>
    public ChatResponse ToChatResponse()
    {
        var response = new ChatResponse(new ChatMessage(ChatRole.Assistant, Response.Text))
        {
            ResponseId = Response.Id,
            ModelId = Response.Model,
            FinishReason = string.IsNullOrWhiteSpace(Response.FinishReason) ? null : new ChatFinishReason(Response.FinishReason),
            Usage = Usage?.ToDetails(),
        };
        foreach (var call in Response.ToolCalls ?? [])
            response.Messages[0].Contents.Add(call.ToContent());
        new ResponseFacts
        {
            Latency = LatencyMs is { } ms ? Milliseconds.ToTimeSpan(ms) : null,
            Attempts = 0,
            Cached = true,
            Fingerprint = Response.Fingerprint,
            Refusal = Response.Refusal,
        }.AttachTo(response);
        return response;
    }
}

/// <summary>The text of a recorded response, with what the provider reported about it.</summary>
internal sealed record RecordedText
{
    /// <summary>The text of the response; may be empty.</summary>
    public required string Text { get; init; }

    /// <summary>The provider's id of the response; null if it sent none.</summary>
    public string? Id { get; init; }

    /// <summary>The model as named by the provider; null if it named none.</summary>
    public string? Model { get; init; }

    /// <summary>The finish reason; null if unknown.</summary>
    public string? FinishReason { get; init; }

    /// <summary>The provider's system fingerprint; null if it sent none.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>The text of a refusal; null if the model did not refuse.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Refusal { get; init; }

    /// <summary>The calls of tools that the model asks for; null where it asks for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ToolCall>? ToolCalls { get; init; }

    /// <summary>True if both say the same text and call the same tools, whatever their ids.</summary>
    public static bool IsSame(RecordedText one, RecordedText other) =>
        one.Text == other.Text && CallsOf(one).SequenceEqual(CallsOf(other), StringComparer.Ordinal);

    private static IEnumerable<string> CallsOf(RecordedText text) =>
        (text.ToolCalls ?? []).Select(call => CanonicalJson.Write((call with { Id = null }).ToJson()));
}

/// <summary>
/// The token usage of a recorded response. Cached tokens and cache writes are part of the input; reasoning is part of the
/// output.
/// </summary>
internal sealed record RecordedUsage(
    long InputTokens,
    long CachedInputTokens,
    long CacheWriteTokens,
    long OutputTokens,
    long ReasoningTokens
)
{
    /// <summary>The usage in the format of a recording; null if unknown.</summary>
    public static RecordedUsage? Of(TokenUsage? usage) =>
        usage is null ? null : new RecordedUsage(usage.Input, usage.CacheRead, usage.CacheWrite, usage.Output, usage.Reasoning);

    internal TokenUsage ToUsage() =>
        new()
        {
            InputUncached = InputTokens - CachedInputTokens - CacheWriteTokens,
            CacheRead = CachedInputTokens,
            CacheWrite = CacheWriteTokens,
            OutputVisible = OutputTokens - ReasoningTokens,
            Reasoning = ReasoningTokens,
        };

    internal UsageDetails ToDetails() =>
        new()
        {
            InputTokenCount = InputTokens,
            CachedInputTokenCount = CachedInputTokens,
            OutputTokenCount = OutputTokens,
            ReasoningTokenCount = ReasoningTokens,
            AdditionalCounts =
                CacheWriteTokens > 0 ? new AdditionalPropertiesDictionary<long> { [TokenUsage.CacheWriteCount] = CacheWriteTokens } : null,
        };
}
