namespace PromptLab.Models;

/// <summary>A rate limit of a model.</summary>
/// <param name="RequestsPerMinute">The maximum number of requests in any minute, counting every attempt; null for no limit.</param>
/// <param name="TokensPerMinute">
/// The maximum number of tokens in any minute, counting each request's estimated input and maximum output; null for no limit.
/// </param>
public sealed record RateLimit(int? RequestsPerMinute, int? TokensPerMinute);
