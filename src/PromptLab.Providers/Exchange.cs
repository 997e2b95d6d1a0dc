using System.Net.Http.Headers;

namespace PromptLab.Providers;

/// <summary>
/// What went over the wire in one call, as far as the provider's client does not pass it on: status, headers, the body
/// of an error.
/// </summary>
internal sealed class Exchange
{
    private static readonly AsyncLocal<Exchange?> Ambient = new();

    private static readonly string[] RequestIdHeaders = ["x-request-id", "request-id", "apim-request-id", "x-ms-request-id"];

    /// <summary>The status of the response; null where none came.</summary>
    public int? Status { get; private set; }

    /// <summary>The headers of the response; null where none came.</summary>
    public HttpResponseHeaders? Headers { get; private set; }

    /// <summary>The body of a response that is an error; empty elsewhere.</summary>
    public string ErrorBody { get; private set; } = "";

    /// <summary>The token of the authorization header that was sent, which may be none of ours; null where none was.</summary>
    public string? Token { get; private set; }

    /// <summary>The provider's id of the request; null where it sent none.</summary>
    public string? RequestId =>
        Headers is null
            ? null
            : RequestIdHeaders
                .Select(name => Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null)
                .FirstOrDefault(id => id is not null);

    /// <summary>The exchange of the call that begins now, in this flow of control.</summary>
    public static Exchange Begin() => Ambient.Value = new Exchange();

    /// <summary>Passes requests on and notes what comes back.</summary>
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
