using System.Net.Http.Headers;

namespace PromptLab.Providers;

/// <summary>
/// The HTTP exchange of one call, as far as the provider's client does not expose it: status, headers, and the body of an
/// error.
/// </summary>
internal sealed class HttpExchange
{
    private static readonly AsyncLocal<HttpExchange?> Ambient = new();

    private static readonly string[] RequestIdHeaders = ["x-request-id", "request-id", "apim-request-id", "x-ms-request-id"];

    /// <summary>The status of the response; null if there was none.</summary>
    public int? Status { get; private set; }

    /// <summary>The headers of the response; null if there was none.</summary>
    public HttpResponseHeaders? Headers { get; private set; }

    /// <summary>The body of an error response; otherwise empty.</summary>
    public string ErrorBody { get; private set; } = "";

    /// <summary>The token of the authorization header, which may not be the configured key; null if there was none.</summary>
    public string? Token { get; private set; }

    /// <summary>The provider's id of the request; null if it sent none.</summary>
    public string? RequestId =>
        Headers is null
            ? null
            : RequestIdHeaders
                .Select(name => Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null)
                .FirstOrDefault(id => id is not null);

    /// <summary>Starts recording the next call in the current async context.</summary>
    public static HttpExchange Begin() => Ambient.Value = new HttpExchange();

    /// <summary>Records the exchange of each request.</summary>
    public sealed class Handler : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var exchange = Ambient.Value;
            if (exchange is not null)
                exchange.Token = request.Headers.Authorization?.Parameter;
            var response = await base.SendAsync(request, cancellationToken);
            if (exchange is null)
                return response;
            (exchange.Status, exchange.Headers) = ((int)response.StatusCode, response.Headers);
            if (!response.IsSuccessStatusCode)
            {
                await response.Content.LoadIntoBufferAsync(cancellationToken);
                exchange.ErrorBody = await response.Content.ReadAsStringAsync(cancellationToken);
            }

            return response;
        }
    }
}
