using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;

namespace PromptLab.Models;

/// <summary>The tokens of one call, in the same terms for every provider. The parts of input and output do not overlap.</summary>
/// <remarks>
/// OpenAI includes cached tokens in its prompt tokens and reasoning in its completion tokens; Anthropic counts cache reads and
/// writes outside its input tokens. Both are split into separate parts here.
/// </remarks>
[JsonConverter(typeof(TokenUsageJsonConverter))]
public sealed record TokenUsage
{
    /// <summary>Input tokens that were not cached.</summary>
    public required long InputUncached { get; init; }

    /// <summary>Input tokens read from the provider's prompt cache.</summary>
    public long CacheRead { get; init; }

    /// <summary>Input tokens written to the provider's prompt cache.</summary>
    public long CacheWrite { get; init; }

    /// <summary>Output tokens of the visible response.</summary>
    public required long OutputVisible { get; init; }

    /// <summary>Output tokens spent on hidden reasoning.</summary>
    public long Reasoning { get; init; }

    /// <summary>All input tokens, cached or not.</summary>
    public long Input => InputUncached + CacheRead + CacheWrite;

    /// <summary>All output tokens, including reasoning.</summary>
    public long Output => OutputVisible + Reasoning;

    /// <summary>The name of the additional count with which adapters report tokens written to a prompt cache.</summary>
    public const string CacheWriteCount = "CacheWriteTokenCount";

    /// <summary>
    /// Converts the usage reported by a chat client, whose input includes cached tokens and whose output includes reasoning. Null
    /// if input or output is missing.
    /// </summary>
    public static TokenUsage? From(UsageDetails? usage)
    {
        if (usage is not { InputTokenCount: { } input, OutputTokenCount: { } output })
            return null;
        var cached = usage.CachedInputTokenCount ?? 0;
        var written = usage.AdditionalCounts?.TryGetValue(CacheWriteCount, out var count) == true ? count : 0;
        var reasoning = usage.ReasoningTokenCount ?? 0;
        return new TokenUsage
        {
            InputUncached = Math.Max(0, input - cached - written),
            CacheRead = cached,
            CacheWrite = written,
            OutputVisible = Math.Max(0, output - reasoning),
            Reasoning = reasoning,
        };
    }

    /// <summary>The sum of two usages; an unknown one counts as 0, and null means that both are unknown.</summary>
    public static TokenUsage? Sum(TokenUsage? one, TokenUsage? other) =>
        (one, other) switch
        {
            (null, _) => other,
            (_, null) => one,
            _ => new TokenUsage
            {
                InputUncached = one.InputUncached + other.InputUncached,
                CacheRead = one.CacheRead + other.CacheRead,
                CacheWrite = one.CacheWrite + other.CacheWrite,
                OutputVisible = one.OutputVisible + other.OutputVisible,
                Reasoning = one.Reasoning + other.Reasoning,
            },
        };
}
