namespace PromptLab.Models;

/// <summary>How often a model may be asked. Null is no limit.</summary>
/// <param name="RequestsPerMinute">The most requests in any minute, every attempt counted.</param>
/// <param name="TokensPerMinute">
/// The most tokens in any minute, each request counted with its input by estimate and all the output that it may write.
/// </param>
public sealed record RateLimit(int? RequestsPerMinute, int? TokensPerMinute);
