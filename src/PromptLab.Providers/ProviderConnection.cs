using Microsoft.Extensions.AI;

namespace PromptLab.Providers;

/// <summary>A provider's own chat client, before any wrapper of ours.</summary>
/// <param name="Client">The client. It neither retries nor gives up by itself.</param>
/// <param name="Http">What it sends by. Disposed with the connection, as not every provider's client does that.</param>
/// <param name="Fingerprint">Reads from a response what served the call; null where the provider does not say.</param>
internal sealed record ProviderConnection(IChatClient Client, HttpClient Http, Func<ChatResponse, string?> Fingerprint) : IDisposable
{
    /// <summary>An HTTP client that notes each exchange, follows no redirect and never times out.</summary>
    public static HttpClient CreateHttp() => CreateHttp(CreateHandler());

    /// <summary>The same over a handler of the connection's own.</summary>
    public static HttpClient CreateHttp(HttpMessageHandler handler) => new(handler) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>A handler that notes each exchange and follows no redirect.</summary>
    public static HttpMessageHandler CreateHandler() =>
        new Exchange.Handler
        {
            InnerHandler = new SocketsHttpHandler
            {
                AllowAutoRedirect = false, // a key must not go where somebody else points
                PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            },
        };

    public void Dispose()
    {
        Client.Dispose();
        Http.Dispose();
    }
}
