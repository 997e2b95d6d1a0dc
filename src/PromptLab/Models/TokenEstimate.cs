using Microsoft.Extensions.AI;

namespace PromptLab.Models;

/// <summary>
/// How many tokens a request will use, before it is sent: a token for every four characters, within 30% for most texts
/// and tokenizers.
/// </summary>
internal static class TokenEstimate
{
    private const int CharactersPerToken = 4;

    /// <summary>The input tokens of messages.</summary>
    public static long OfInput(IEnumerable<ChatMessage> messages) =>
        messages.Sum(message => (long)(message.Text.Length + CharactersPerToken - 1) / CharactersPerToken);

    /// <summary>
    /// The most that a call can use: its input by estimate, and as many output tokens as it may write; 0 of those where
    /// they are not bounded.
    /// </summary>
    public static TokenUsage AtMost(IEnumerable<ChatMessage> messages, ChatOptions? options) =>
        new() { InputUncached = OfInput(messages), OutputVisible = options?.MaxOutputTokens ?? 0 };
}
