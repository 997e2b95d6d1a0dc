using Microsoft.Extensions.AI;

namespace PromptLab.Providers;

/// <summary>A provider's own chat client, before any wrapper of ours.</summary>
/// <param name="Client">The client. It neither retries nor gives up by itself.</param>
/// <param name="Fingerprint">Reads from a response what served the call; null where the provider does not say.</param>
internal sealed record ProviderConnection(IChatClient Client, Func<ChatResponse, string?> Fingerprint)
{
    /// <summary>An HTTP client that notes each exchange, follows nobody and waits as long as it is let.</summary>
    public static HttpClient Http() => new(Noted()) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>What notes each exchange and follows nobody.</summary>
    public static HttpMessageHandler Noted() =>
        new Exchange.Handler
        {
            InnerHandler = new SocketsHttpHandler
            {
                AllowAutoRedirect = false, // a key must not go where somebody else points
                PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            },
        };
}
