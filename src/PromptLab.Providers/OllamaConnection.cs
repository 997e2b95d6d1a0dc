using System.Net.Http.Headers;
using Microsoft.Extensions.AI;
using OllamaSharp;

namespace PromptLab.Providers;

/// <summary>Connects to Ollama by its own protocol.</summary>
internal static class OllamaConnection
{
    public static ProviderConnection Connect(string model, Uri endpoint, string? key)
    {
        var http = ProviderConnection.CreateHttp();
        http.BaseAddress = endpoint.AbsoluteUri.EndsWith('/') ? endpoint : new Uri(endpoint.AbsoluteUri + "/");
        if (key is not null)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return new ProviderConnection(new OwnWords(new OllamaApiClient(http, model)), http, _ => null);
    }

    private sealed class OwnWords(IChatClient innerClient) : DelegatingChatClient(innerClient)
    {
        public override async Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options = null,
            CancellationToken cancellationToken = default
        )
        {
            var response = await base.GetResponseAsync(messages, options, cancellationToken);
            response.ResponseId = null; // the client puts the time there, which is no id
            if (response.Usage is { } usage)
                (usage.InputTokenCount, usage.OutputTokenCount) = (Counted(usage.InputTokenCount), Counted(usage.OutputTokenCount));
            return response;
        }

        // The server leaves out a count of 0, and the client reads one that is left out as 0.
        private static long? Counted(long? count) => count == 0 ? null : count;
    }
}
