using System.Net.Http.Headers;
using Microsoft.Extensions.AI;
using OllamaSharp;
using PromptLab.Models;

namespace PromptLab.Providers;

/// <summary>Connects to Ollama's native API.</summary>
internal static class OllamaConnection
{
    public static ProviderConnection Connect(ModelDefinition model, Uri endpoint, string? key)
    {
        var http = ProviderConnection.CreateHttp(model);
        http.BaseAddress = endpoint.AbsoluteUri.EndsWith('/') ? endpoint : new Uri(endpoint.AbsoluteUri + "/");
        if (key is not null)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return new ProviderConnection(new OllamaChatClient(new OllamaApiClient(http, model.Id)), http, _ => null);
    }

    private sealed class OllamaChatClient(IChatClient innerClient) : DelegatingChatClient(innerClient)
    {
        public override async Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options = null,
            CancellationToken cancellationToken = default
        )
        {
            var response = await base.GetResponseAsync(messages, options, cancellationToken);
            response.ResponseId = null; // the client sets it to the time, which is not an id
            if (response.Usage is { } usage)
                (usage.InputTokenCount, usage.OutputTokenCount) = (NullIfZero(usage.InputTokenCount), NullIfZero(usage.OutputTokenCount));
            return response;
        }

        // The server omits counts of 0, and the client reads an omitted count as 0: either way the count is unknown.
        private static long? NullIfZero(long? count) => count == 0 ? null : count;
    }
}
