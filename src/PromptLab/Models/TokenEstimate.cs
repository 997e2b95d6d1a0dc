using Microsoft.Extensions.AI;

namespace PromptLab.Models;

/// <summary>
/// Estimates the tokens of a request before it is sent, at one token per four characters: within 30% for most texts and
/// tokenizers.
/// </summary>
internal static class TokenEstimate
{
    private const int CharactersPerToken = 4;

    /// <summary>The estimated input tokens of some messages.</summary>
    public static long OfInput(IEnumerable<ChatMessage> messages) =>
        messages.Sum(message => (long)(message.Text.Length + CharactersPerToken - 1) / CharactersPerToken);

    /// <summary>The maximum tokens of a call: its estimated input, and its limit of output tokens (0 if there is no limit).</summary>
    public static TokenUsage AtMost(IEnumerable<ChatMessage> messages, ChatOptions? options) =>
        new() { InputUncached = OfInput(messages), OutputVisible = options?.MaxOutputTokens ?? 0 };
}
