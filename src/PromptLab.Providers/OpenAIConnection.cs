using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.AI.OpenAI;
using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using PromptLab.Models;

namespace PromptLab.Providers;

/// <summary>Connects to OpenAI, Azure OpenAI and OpenAI-compatible servers.</summary>
internal static class OpenAIConnection
{
    private static readonly string[] ReasoningFields = ["reasoning_content", "reasoning", "thinking"];

    public static ProviderConnection OpenAI(ModelDefinition model, Uri endpoint, string? key)
    {
        var http = ProviderConnection.CreateHttp(model);
        return Connect(new ChatClient(model.Id, Credential(key), Options(endpoint, key, http)), http);
    }

    public static ProviderConnection Compatible(ModelDefinition model, Uri endpoint, string? key)
    {
        var http = ProviderConnection.CreateHttp(model);
        var options = Options(endpoint, key, http);
        options.AddPolicy(new MaxTokensPolicy(), PipelinePosition.PerCall);
        return Connect(new ChatClient(model.Id, Credential(key), options), http);
    }

    public static ProviderConnection Azure(ModelDefinition model, Uri endpoint, string? key, TokenCredential? entraId)
    {
        var http = ProviderConnection.CreateHttp(model);
        var options = Configure(new AzureOpenAIClientOptions(), http);
        var client = key is not null
            ? new AzureOpenAIClient(endpoint, new ApiKeyCredential(key), options)
            : new AzureOpenAIClient(endpoint, entraId ?? new DefaultAzureCredential(), options);
        return Connect(client.GetChatClient(model.Id), http);
    }

    private static ProviderConnection Connect(ChatClient client, HttpClient http) =>
        new(client.AsIChatClient(), http, response => (response.RawRepresentation as ChatCompletion)?.SystemFingerprint)
        {
            Reasoning = response => response.RawRepresentation is ChatCompletion completion ? ReasoningOf(completion) : null,
        };

    // Not part of OpenAI's protocol, so the client has no property for it: DeepSeek, vLLM and llama.cpp say “reasoning_content”,
    // OpenRouter and later vLLM “reasoning”, some “thinking”.
    private static string? ReasoningOf(ChatCompletion completion)
    {
        var message = JsonNode.Parse(ModelReaderWriter.Write(completion))?["choices"]?[0]?["message"] as JsonObject;
        return ReasoningFields
            .Select(field => message?[field])
            .Select(value =>
                value is JsonValue text && text.GetValueKind() == JsonValueKind.String ? text.GetValue<string>() : value?.ToJsonString()
            )
            .FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));
    }

    private static OpenAIClientOptions Options(Uri endpoint, string? key, HttpClient http)
    {
        var options = Configure(new OpenAIClientOptions { Endpoint = endpoint }, http);
        if (key is null)
            options.AddPolicy(new NoKeyPolicy(), PipelinePosition.BeforeTransport);
        return options;
    }

    private static ApiKeyCredential Credential(string? key) => new(key ?? "none");

    // The client's own retries and time limit are off: PromptLab's wrappers do both, and would not see the client's attempts.
    private static T Configure<T>(T options, HttpClient http)
        where T : ClientPipelineOptions
    {
        options.RetryPolicy = new ClientRetryPolicy(0);
        options.NetworkTimeout = Timeout.InfiniteTimeSpan;
        options.Transport = new HttpClientPipelineTransport(http);
        return options;
    }
}
