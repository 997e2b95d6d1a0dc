using System.Net.Http.Headers;

namespace PromptLab.Providers;

/// <summary>
/// The HTTP exchange of one call, as far as the provider's client does not expose it: status, headers, and the body of an
/// error.
/// </summary>
internal sealed class HttpExchange
{
    /// <summary>The bytes read of a successful response, after decompression: a hundred times the longest answer of a model.</summary>
    public const int MaxBodyBytes = 16 * 1024 * 1024;

    /// <summary>The bytes read and kept of an error response, after decompression.</summary>
    public const int MaxErrorBytes = 64 * 1024;

    private static readonly AsyncLocal<HttpExchange?> Ambient = new();

    private static readonly string[] RequestIdHeaders = ["x-request-id", "request-id", "apim-request-id", "x-ms-request-id"];

    /// <summary>The status of the response; null if there was none.</summary>
    public int? Status { get; private set; }

    /// <summary>The headers of the response; null if there was none.</summary>
    public HttpResponseHeaders? Headers { get; private set; }

    /// <summary>What the body of an error response says, of which the first 64 KB are read; null where there was none.</summary>
    public ErrorBody? Error { get; private set; }

    /// <summary>The body of a successful response as the client reads it; null where there was none.</summary>
    public ReplyBody? Reply { get; private set; }

    /// <summary>True if the body of a successful response was given up at 16 MB.</summary>
    public bool IsTooLarge { get; private set; }

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

    /// <summary>Records the exchange of each request, bounds what is read of its response, and prepares it for the client.</summary>
    /// <param name="replies">Prepares the bodies of successful responses.</param>
    public sealed class Handler(ReplyReader replies) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var exchange = Ambient.Value;
            if (exchange is not null)
                exchange.Token = request.Headers.Authorization?.Parameter;
            var response = await base.SendAsync(request, cancellationToken);
            if (exchange is not null)
                (exchange.Status, exchange.Headers) = ((int)response.StatusCode, response.Headers);
            var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                var bytes = await ReadAsync(body, exchange, cancellationToken);
                var reply = replies.Read(bytes);
                Replace(response, new ByteArrayContent(reply.Bytes));
                if (reply.Bytes != bytes)
                    response.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json"); // no longer a stream
                if (exchange is not null)
                    exchange.Reply = reply;
                return response;
            }

            var start = new byte[MaxErrorBytes];
            var length = await body.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);
            await body.DisposeAsync(); // what follows is never read
            Replace(response, new ByteArrayContent(start, 0, length));
            if (exchange is not null)
                exchange.Error = ErrorBody.Read(await response.Content.ReadAsStringAsync(cancellationToken));
            return response;
        }

        private static async Task<byte[]> ReadAsync(Stream body, HttpExchange? exchange, CancellationToken cancellationToken)
        {
            using var whole = new MemoryStream();
            await using (var bounded = new BoundedStream(body, MaxBodyBytes, () => SetTooLarge(exchange)))
                await bounded.CopyToAsync(whole, cancellationToken);
            return whole.ToArray();
        }

        private static void SetTooLarge(HttpExchange? exchange)
        {
            if (exchange is not null)
                exchange.IsTooLarge = true;
        }

        private static void Replace(HttpResponseMessage response, HttpContent content)
        {
            foreach (var (name, values) in response.Content.Headers.Where(header => header.Key != "Content-Length"))
                content.Headers.TryAddWithoutValidation(name, values);
            response.Content = content;
        }
    }
}
