namespace PromptLab.Models;

/// <summary>The tokens of one call, in the same words whatever the provider calls them. The parts of input and of output never overlap.</summary>
/// <remarks>
/// OpenAI counts cached tokens inside its prompt tokens and reasoning inside its completion tokens; Anthropic counts cache
/// reads and writes outside its input tokens. Both are taken apart here.
/// </remarks>
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
}
