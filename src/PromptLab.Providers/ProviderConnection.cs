using System.Net;
using Microsoft.Extensions.AI;
using PromptLab.Models;

namespace PromptLab.Providers;

/// <summary>A provider's own chat client, without any wrapper.</summary>
/// <param name="Client">The client; it neither retries nor times out.</param>
/// <param name="Http">The HTTP client that it uses; disposed with the connection, since not every provider's client does that.</param>
/// <param name="Fingerprint">Reads the system fingerprint from a response; null if the provider does not send one.</param>
internal sealed record ProviderConnection(IChatClient Client, HttpClient Http, Func<ChatResponse, string?> Fingerprint) : IDisposable
{
    /// <summary>Reads reasoning that the client leaves out of a response; null where there is none.</summary>
    public Func<ChatResponse, string?> Reasoning { get; init; } = _ => null;

    /// <summary>
    /// An HTTP client that sends what the model's definition adds to a request, records each exchange, follows no redirects and never
    /// times out.
    /// </summary>
    /// <param name="model">The model, with the values of its provider's headers and query.</param>
    public static HttpClient CreateHttp(ModelDefinition model) => CreateHttp(CreateHandler(model));

    /// <summary>An HTTP client with the given handler that never times out.</summary>
    public static HttpClient CreateHttp(HttpMessageHandler handler) => new(handler) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>The handler of such a client. Proxies and certificate authorities are those of the platform.</summary>
    public static HttpMessageHandler CreateHandler(ModelDefinition model) =>
        new RequestAdditions(model) { InnerHandler = CreateRecorder(model) };

    private static HttpExchange.Handler CreateRecorder(ModelDefinition model) =>
        new(new ReplyReader(model.Provider.Kind.Protocol, model.Provider.Application?.Http))
        {
            InnerHandler = new SocketsHttpHandler
            {
                AllowAutoRedirect = false, // a redirect must not receive the key
                AutomaticDecompression = DecompressionMethods.All, // some gateways compress unasked
                MaxResponseDrainSize = HttpExchange.MaxErrorBytes, // the rest of a body that is given up
                PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            },
        };

    public void Dispose()
    {
        Client.Dispose();
        Http.Dispose();
    }
}
