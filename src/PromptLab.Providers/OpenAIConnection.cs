using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.AI.OpenAI;
using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;

namespace PromptLab.Providers;

/// <summary>Connects to OpenAI, to Azure OpenAI, and to servers that speak like OpenAI.</summary>
internal static class OpenAIConnection
{
    public static ProviderConnection OpenAI(string model, Uri endpoint, string? key)
    {
        var http = ProviderConnection.CreateHttp();
        return Connect(new ChatClient(model, Credential(key), Options(endpoint, key, http)), http);
    }

    public static ProviderConnection Compatible(string model, Uri endpoint, string? key)
    {
        var http = ProviderConnection.CreateHttp();
        var options = Options(endpoint, key, http);
        options.AddPolicy(new MaxTokensPolicy(), PipelinePosition.PerCall);
        return Connect(new ChatClient(model, Credential(key), options), http);
    }

    public static ProviderConnection Azure(string deployment, Uri endpoint, string? key, TokenCredential? entraId)
    {
        var http = ProviderConnection.CreateHttp();
        var options = Configured(new AzureOpenAIClientOptions(), http);
        var client = key is not null
            ? new AzureOpenAIClient(endpoint, new ApiKeyCredential(key), options)
            : new AzureOpenAIClient(endpoint, entraId ?? new DefaultAzureCredential(), options);
        return Connect(client.GetChatClient(deployment), http);
    }

    private static ProviderConnection Connect(ChatClient client, HttpClient http) =>
        new(client.AsIChatClient(), http, response => (response.RawRepresentation as ChatCompletion)?.SystemFingerprint);

    private static OpenAIClientOptions Options(Uri endpoint, string? key, HttpClient http)
    {
        var options = Configured(new OpenAIClientOptions { Endpoint = endpoint }, http);
        if (key is null)
            options.AddPolicy(new NoKeyPolicy(), PipelinePosition.BeforeTransport);
        return options;
    }

    private static ApiKeyCredential Credential(string? key) => new(key ?? "none");

    // No retries and no time limit of the client's own: both are wrappers, and theirs would be counted twice.
    private static T Configured<T>(T options, HttpClient http)
        where T : ClientPipelineOptions
    {
        options.RetryPolicy = new ClientRetryPolicy(0);
        options.NetworkTimeout = Timeout.InfiniteTimeSpan;
        options.Transport = new HttpClientPipelineTransport(http);
        return options;
    }
}
