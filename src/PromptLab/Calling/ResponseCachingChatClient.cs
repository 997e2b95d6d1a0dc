using Microsoft.Extensions.AI;
using PromptLab.Files;
using PromptLab.Models;

namespace PromptLab.Calling;

/// <summary>Answers from the response cache what was asked before, and keeps there what is asked now. Failures are never kept.</summary>
/// <param name="innerClient">The client that is asked.</param>
/// <param name="cache">The cache.</param>
/// <param name="mode">Whether responses are kept.</param>
/// <param name="endpoint">Where the model is called: the kind of provider and its address. It is part of the key.</param>
/// <param name="price">What the model's tokens cost; null where that is unknown.</param>
/// <param name="time">The clock that responses are dated by.</param>
internal sealed class ResponseCachingChatClient(
    IChatClient innerClient,
    ResponseCache cache,
    CacheMode mode,
    string endpoint,
    ModelPrice? price,
    TimeProvider time
) : DelegatingChatClient(innerClient)
{
    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        if (mode == CacheMode.Off)
            return await base.GetResponseAsync(messages, options, cancellationToken);
        var request = RequestKey.NotedOr(messages, options ?? new ChatOptions());
        var key = KeyOf(endpoint, request);
        if (cache.Find(key) is { } known)
            return ResponseOf(known);
        var response = await base.GetResponseAsync(messages, options, cancellationToken);
        if (mode == CacheMode.ReadWrite)
            await cache.KeepAsync(key, EntryOf(response, request, options?.ModelId));
        return response;
    }

    /// <summary>The key of a request at an endpoint: the same model elsewhere may be another one.</summary>
    internal static string KeyOf(string endpoint, string requestKey) =>
        CanonicalJson.Hash((Endpoint: endpoint, Request: requestKey), static (json, key) =>
        {
            json.WriteStartObject();
            json.WriteString("endpoint", key.Endpoint);
            json.WriteString("request", key.Request);
            json.WriteEndObject();
        });

    private CachedResponse EntryOf(ChatResponse response, string request, string? modelId)
    {
        var facts = ResponseFacts.Of(response);
        var usage = TokenUsage.From(response.Usage);
        return new CachedResponse(
            RecordedResponse.Of(response, request) with
            {
                Model = modelId,
            },
            endpoint,
            facts.RequestId,
            Pricing.CostOf(TokenUsage.Sum(usage, facts.RetriedUsage), price),
            time.GetUtcNow()
        );
    }

    private static ChatResponse ResponseOf(CachedResponse known)
    {
        var response = known.Response.ToChatResponse();
        (ResponseFacts.Of(response) with { RequestId = known.RequestId, IsPaidFor = true, OriginalCostUsd = known.CostUsd }).AttachTo(
            response
        );
        return response;
    }
}
