using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;

namespace PromptLab.Models;

/// <summary>
/// The tokens of one call, in the same words whatever the provider calls them. The parts of input and of output never
/// overlap.
/// </summary>
/// <remarks>
/// OpenAI counts cached tokens inside its prompt tokens and reasoning inside its completion tokens; Anthropic counts cache
/// reads and writes outside its input tokens. Both are taken apart here.
/// </remarks>
[JsonConverter(typeof(TokenUsageJson))]
public sealed record TokenUsage
{
    /// <summary>Input tokens that no cache served.</summary>
    public required long InputUncached { get; init; }

    /// <summary>Input tokens that the provider's prompt cache served.</summary>
    public long CacheRead { get; init; }

    /// <summary>Input tokens written to the provider's prompt cache.</summary>
    public long CacheWrite { get; init; }

    /// <summary>Output tokens that the response shows.</summary>
    public required long OutputVisible { get; init; }

    /// <summary>Output tokens spent on reasoning that the response does not show.</summary>
    public long Reasoning { get; init; }

    /// <summary>All input tokens.</summary>
    public long Input => InputUncached + CacheRead + CacheWrite;

    /// <summary>All output tokens.</summary>
    public long Output => OutputVisible + Reasoning;

    /// <summary>The additional count by which an adapter tells tokens written to a prompt cache.</summary>
    public const string CacheWriteCount = "CacheWriteTokenCount";

    /// <summary>
    /// The tokens as a chat client reports them, whose input includes cached tokens and whose output includes
    /// reasoning; null where input or output is missing.
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

    /// <summary>The tokens of two calls together; null where neither is known.</summary>
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
