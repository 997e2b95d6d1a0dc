using System.Globalization;
using PromptLab.Models;

namespace PromptLab.Calling;

/// <summary>A response in the cache, with its original cost.</summary>
/// <param name="Response">The response with its usage and latency.</param>
/// <param name="Endpoint">The kind of provider and its address.</param>
/// <param name="RequestId">The provider's id of the request; null if it sent none.</param>
/// <param name="CostUsd">The cost in US dollars by the prices of that time; null if unknown.</param>
/// <param name="ReceivedAt">When the response was received.</param>
internal sealed record CachedResponse(
    RecordedResponse Response,
    string Endpoint,
    string? RequestId,
    decimal? CostUsd,
    DateTimeOffset ReceivedAt
)
{
    /// <summary><see cref="ReceivedAt"/> in the format of the cache, in UTC.</summary>
    internal string ReceivedAtText => ReceivedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

/// <summary>The contents of the cache for one model at one endpoint.</summary>
/// <param name="Endpoint">The kind of provider and its address.</param>
/// <param name="Model">The id of the model.</param>
/// <param name="Responses">The number of responses.</param>
/// <param name="Tokens">Their input and output tokens, as far as they were reported.</param>
/// <param name="CostUsd">Their original cost in US dollars, as far as it is known.</param>
/// <param name="Unpriced">The number of responses of unknown cost.</param>
/// <param name="OldestAt">When the oldest response was received.</param>
/// <param name="NewestAt">When the newest response was received.</param>
public sealed record CacheContent(
    string Endpoint,
    string Model,
    long Responses,
    long Tokens,
    decimal CostUsd,
    long Unpriced,
    DateTimeOffset OldestAt,
    DateTimeOffset NewestAt
);
