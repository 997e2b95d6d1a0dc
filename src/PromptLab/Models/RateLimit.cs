namespace PromptLab.Models;

/// <summary>A rate limit of a model. Null means no limit.</summary>
/// <param name="RequestsPerMinute">The maximum number of requests in any minute, counting every attempt.</param>
/// <param name="TokensPerMinute">
/// The maximum number of tokens in any minute, counting each request's estimated input and maximum output.
/// </param>
public sealed record RateLimit(int? RequestsPerMinute, int? TokensPerMinute);
