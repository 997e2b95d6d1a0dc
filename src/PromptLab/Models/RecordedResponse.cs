using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;

namespace PromptLab.Models;

/// <summary>A response of a model, kept so that a run can be replayed anywhere. One line of a recording.</summary>
internal sealed record RecordedResponse
{
    /// <summary>The version of this format.</summary>
    public const string CurrentSchema = "promptlab/recorded-response@1";

    /// <summary>The format of the line.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>The key of the request that it answers; see <see cref="RequestKey"/>.</summary>
    public required string Key { get; init; }

    /// <summary>The prompt version that asked, for people; the key decides.</summary>
    public string? Prompt { get; init; }

    /// <summary>The item, for people; the key decides.</summary>
    public string? ItemId { get; init; }

    /// <summary>The repeat, from 1.</summary>
    public int Repeat { get; init; } = 1;

    /// <summary>The step that asked, from 1; the first is left out of the file.</summary>
    [JsonIgnore]
    public int Step { get; init; } = 1;

    /// <summary>Which of several responses to the same messages, from 1; the first is left out of the file.</summary>
    [JsonIgnore]
    public int Sample { get; init; } = 1;

    /// <summary>The id of the model that was asked.</summary>
    public string? Model { get; init; }

    /// <summary>What it answered.</summary>
    public required RecordedText Response { get; init; }

    /// <summary>The tokens; null where the provider did not say.</summary>
    public RecordedUsage? Usage { get; init; }

    /// <summary>How long the call took, in milliseconds; null where nobody measured.</summary>
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

    /// <summary>The record of a response that a chat client gave.</summary>
    /// <param name="response">The response.</param>
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
            },
            Usage = RecordedUsage.Of(TokenUsage.From(response.Usage)),
            LatencyMs = facts.Latency?.TotalMilliseconds,
        };
    }

    /// <summary>The response as a chat client gives it.</summary>
    public ChatResponse ToChatResponse()
    {
        var response = new ChatResponse(new ChatMessage(ChatRole.Assistant, Response.Text))
        {
            ResponseId = Response.Id,
            ModelId = Response.Model,
            FinishReason = Response.FinishReason is { } reason ? new ChatFinishReason(reason) : null,
            Usage = Usage?.ToDetails(),
        };
        new ResponseFacts
        {
            Latency = LatencyMs is { } ms ? TimeSpan.FromMilliseconds(ms) : null,
            Attempts = 0,
            Cached = true,
            Fingerprint = Response.Fingerprint,
            Refusal = Response.Refusal,
        }.AttachTo(response);
        return response;
    }
}

/// <summary>The text of a recorded response, and what the provider said of it.</summary>
internal sealed record RecordedText
{
    /// <summary>The text.</summary>
    public required string Text { get; init; }

    /// <summary>The provider's id of the response; null where it sent none.</summary>
    public string? Id { get; init; }

    /// <summary>The model as the provider named it; null where it did not.</summary>
    public string? Model { get; init; }

    /// <summary>Why it ended; null where unknown.</summary>
    public string? FinishReason { get; init; }

    /// <summary>The provider's fingerprint; null where it sent none.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>What the model said in place of an answer that it refused; null where it did not refuse.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Refusal { get; init; }
}

/// <summary>
/// The tokens of a recorded response: cached ones and written ones are part of the input, reasoning is part of the
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
    /// <summary>The tokens as a recording has them; null where they are unknown.</summary>
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
