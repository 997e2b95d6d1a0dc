using Anthropic;
using Anthropic.Core;
using Microsoft.Extensions.AI;
using PromptLab.Models;

namespace PromptLab.Cli.Providers;

/// <summary>Connects to Anthropic.</summary>
internal static class AnthropicConnection
{
    private const string CacheWriteCount = "CacheCreationInputTokens"; // the adapter's name for it

    public static Uri DefaultEndpoint { get; } = new("https://api.anthropic.com");

    public static ProviderConnection Connect(string model, Uri endpoint, string? key)
    {
        // Each is set, since what is not is read from the environment; and a limit of the client's own would refuse long answers.
        var client = new AnthropicClient(new ClientOptions
        {
            ApiKey = key,
            AuthToken = null,
            BaseUrl = endpoint.ToString().TrimEnd('/'),
            HttpClient = ProviderConnection.Http(),
            MaxRetries = 0,
            Timeout = TimeSpan.FromDays(1),
        });
        return new ProviderConnection(new OwnWords(client.AsIChatClient(model)), _ => null);
    }

    private sealed class OwnWords(IChatClient innerClient) : DelegatingChatClient(innerClient)
    {
        public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            var response = await base.GetResponseAsync(messages, options, cancellationToken);
            if (response.Usage?.AdditionalCounts is { } counts && counts.TryGetValue(CacheWriteCount, out var written))
                counts[TokenUsage.CacheWriteCount] = written;
            return response;
        }
    }
}
