using Microsoft.Extensions.AI;
using PromptLab.Files;
using PromptLab.Models;

namespace PromptLab.Calling;

/// <summary>Returns cached responses, and stores new ones in the cache. Failures are never stored.</summary>
/// <param name="innerClient">The wrapped client.</param>
/// <param name="cache">The response cache.</param>
/// <param name="mode">Whether to read and store responses.</param>
/// <param name="endpoint">The kind of provider and its address, which are part of the key.</param>
/// <param name="price">The price of the model's tokens; null if unknown.</param>
/// <param name="time">The clock that dates responses.</param>
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
        var request = RequestKey.GetOrCompute(messages, options ?? new ChatOptions());
        var key = KeyOf(endpoint, request);
        if (cache.Find(key) is { } cached)
        {
            var earlier = ResponseOf(cached);
            if (Silence.Of(earlier) is null)
                return earlier;
            cache.Replace(key);
        }

        var response = await base.GetResponseAsync(messages, options, cancellationToken);
        if (mode == CacheMode.ReadWrite)
            await cache.StoreAsync(key, EntryOf(response, request, options?.ModelId));
        return response;
    }

    /// <summary>The cache key of a request at an endpoint: another endpoint may serve another model under the same id.</summary>
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

    private static ChatResponse ResponseOf(CachedResponse cached)
    {
        var response = cached.Response.ToChatResponse();
        (ResponseFacts.Of(response) with { RequestId = cached.RequestId, IsPaidFor = true, OriginalCostUsd = cached.CostUsd }).AttachTo(
            response
        );
        return response;
    }
}
