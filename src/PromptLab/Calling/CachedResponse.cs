using System.Globalization;
using PromptLab.Models;

namespace PromptLab.Calling;

/// <summary>A response as the cache keeps it, with what it cost when it was asked.</summary>
/// <param name="Response">What was answered, and how long it took.</param>
/// <param name="Endpoint">Where it was asked: the kind of provider and its address.</param>
/// <param name="RequestId">The provider's id of the request; null where it sent none.</param>
/// <param name="CostUsd">What it cost by the price list of that day, in US dollars; null where that is unknown.</param>
/// <param name="AskedAt">When the answer came.</param>
internal sealed record CachedResponse(
    RecordedResponse Response,
    string Endpoint,
    string? RequestId,
    decimal? CostUsd,
    DateTimeOffset AskedAt
)
{
    /// <summary>The day and time as the cache writes it, in UTC.</summary>
    internal string AskedAtText => AskedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

/// <summary>What the cache holds of one model at one endpoint.</summary>
/// <param name="Endpoint">The kind of provider and its address.</param>
/// <param name="Model">The model's id.</param>
/// <param name="Responses">How many responses.</param>
/// <param name="Tokens">Their tokens, as far as they were reported.</param>
/// <param name="CostUsd">What they cost when they were asked, in US dollars, as far as that is known.</param>
/// <param name="Unpriced">How many of them have no known cost.</param>
/// <param name="OldestAt">When the oldest of them came.</param>
/// <param name="NewestAt">When the newest of them came.</param>
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
