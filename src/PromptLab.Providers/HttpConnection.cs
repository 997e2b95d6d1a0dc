using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using PromptLab.Models;

namespace PromptLab.Providers;

/// <summary>Connects to an application behind an address of HTTP, with the body and the answer that the project describes.</summary>
internal static class HttpConnection
{
    public static ProviderConnection Connect(ModelDefinition model, HttpTemplate template, Uri endpoint, string? key)
    {
        var http = ProviderConnection.CreateHttp(model);
        http.DefaultRequestHeaders.UserAgent.ParseAdd("PromptLab");
        http.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        if (key is not null)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return new ProviderConnection(new TemplateChatClient(template, endpoint, http), http, _ => null);
    }

    private sealed class TemplateChatClient(HttpTemplate template, Uri endpoint, HttpClient http) : IChatClient
    {
        public async Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options = null,
            CancellationToken cancellationToken = default
        )
        {
            using var request = new HttpRequestMessage(new HttpMethod(template.Method), endpoint)
            {
                Content = JsonContent.Create(template.Fill([.. messages], options ?? new ChatOptions())),
            };
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            response.EnsureSuccessStatusCode();
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            return Read(await ParseAsync(body, cancellationToken));
        }

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options = null,
            CancellationToken cancellationToken = default
        ) => throw new NotSupportedException("Answers of applications are not streamed.");

        public object? GetService(Type serviceType, object? serviceKey = null) =>
            serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

        public void Dispose() { }

        private async Task<JsonNode?> ParseAsync(Stream body, CancellationToken cancellationToken)
        {
            try
            {
                return await JsonNode.ParseAsync(body, cancellationToken: cancellationToken);
            }
            catch (JsonException e) when (!e.Message.Contains("maximum configured depth", StringComparison.Ordinal))
            {
                throw Failed($"The body of the response of {endpoint.Host} is not JSON, or is cut off.", e);
            }
        }

        private ChatResponse Read(JsonNode? body)
        {
            var calls = ToolCall.Parse(template.ToolCalls?.Find(body, out _)).Select(call => call.ToContent()).ToList();
            var answer = template.Answer.Find(body, out var missing);
            if (missing is not null && calls.Count == 0)
                throw Failed($"“answer: {template.Answer.Text}” was not found in the response of {endpoint.Host}: {missing}.");
            return new ChatResponse(new ChatMessage(ChatRole.Assistant, [new TextContent(TextOf(answer) ?? ""), .. calls]))
            {
                FinishReason =
                    TextOf(template.FinishReason?.Find(body, out _)) is { } reason && !string.IsNullOrWhiteSpace(reason)
                        ? new ChatFinishReason(reason)
                        : null,
                Usage = new UsageDetails
                {
                    InputTokenCount = CountOf(template.InputTokens?.Find(body, out _)),
                    OutputTokenCount = CountOf(template.OutputTokens?.Find(body, out _)),
                },
            };
        }

        private static ModelCallException Failed(string message, Exception? cause = null) =>
            new(new Failure(FailureType.Malformed, message), cause);

        private static string? TextOf(JsonNode? node) =>
            node is null ? null
            : node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>()
            : node.ToJsonString();

        // What is no count leaves the usage unknown.
        private static long? CountOf(JsonNode? node) =>
            node is JsonValue value && value.TryGetValue(out long count) && count >= 0 ? count : null;
    }
}
