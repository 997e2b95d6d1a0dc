using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.AI.OpenAI;
using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using PromptLab.Cli.Providers;
using PromptLab.Files;
using PromptLab.Models;

namespace PromptLab.Cli;

/// <summary>The one place that knows providers: makes the chat client of a model with its wrappers.</summary>
/// <param name="surroundings">Where keys and addresses come from.</param>
/// <param name="folder">The project's folder, for the names of recordings in messages.</param>
/// <param name="entraId">Gives tokens where a model has no key; null for the usual ways of signing in.</param>
internal sealed class ModelFactory(Surroundings surroundings, string folder, TokenCredential? entraId = null)
{
    private static readonly Uri OpenAIEndpoint = new("https://api.openai.com/v1");

    /// <summary>The model, ready to be asked.</summary>
    /// <exception cref="InputException">A key, an address or a recording is missing.</exception>
    public Model Create(ModelDefinition definition, TimeSpan timeout)
    {
        var problems = new Problems();
        Check(definition, problems);
        problems.ThrowIfAny();
        if (definition.Provider.Kind == "recorded")
            return new Model(definition, Recorded(definition, problems));
        var endpoint = EndpointOf(definition);
        IChatClient client = new RequestIdChatClient(ProviderClient(definition, endpoint).AsIChatClient());
        client = new FailureTranslatingChatClient(client, definition, endpoint, KeyOf(definition));
        client = new TimeoutChatClient(client, timeout, surroundings.Time);
        return new Model(definition, new TimedChatClient(client, surroundings.Time));
    }

    /// <summary>Notes what keeps a model from being asked; nothing is sent.</summary>
    public void Check(ModelDefinition definition, Problems problems)
    {
        var provider = definition.Provider;
        if (provider.Kind == "recorded")
        {
            Recorded(definition, problems);
            return;
        }

        CheckVariable(provider.ApiKeyVariable, "the key", provider, problems);
        CheckVariable(provider.EndpointVariable, "the address", provider, problems);
        if (provider.EndpointVariable is { } name && surroundings.Variable(name) is { Length: > 0 } address && EndpointAddress.Parse(address) is null)
            problems.Add(name, null, $"The variable takes {EndpointAddress.Form}.");
    }

    /// <summary>How many responses the recordings of a model hold.</summary>
    public int CountRecorded(ModelDefinition definition, Problems problems) => ReadRecordings(definition, problems).Count;

    private void CheckVariable(string? name, string what, ProviderDefinition provider, Problems problems)
    {
        if (name is not null && string.IsNullOrWhiteSpace(surroundings.Variable(name)))
            problems.Add("promptlab.yaml", provider.Line, $"The environment variable {name}, with {what} of the provider “{provider.Name}”, is not set. Set it and call again: export {name}=…");
    }

    private ChatClient ProviderClient(ModelDefinition definition, Uri endpoint)
    {
        var key = KeyOf(definition);
        if (definition.Provider.Kind == "azure-openai")
        {
            var options = Configured(new AzureOpenAIClientOptions());
            var azure = key is not null
                ? new AzureOpenAIClient(endpoint, new ApiKeyCredential(key), options)
                : new AzureOpenAIClient(endpoint, entraId ?? new DefaultAzureCredential(), options);
            return azure.GetChatClient(definition.Id);
        }

        var openAI = Configured(new OpenAIClientOptions { Endpoint = endpoint });
        if (definition.Provider.Kind == "openai-compatible")
            openAI.AddPolicy(new MaxTokensPolicy(), PipelinePosition.PerCall);
        if (key is null)
            openAI.AddPolicy(new NoKeyPolicy(), PipelinePosition.BeforeTransport);
        return new ChatClient(definition.Id, new ApiKeyCredential(key ?? "none"), openAI);
    }

    private string? KeyOf(ModelDefinition definition) => definition.Provider.ApiKeyVariable is { } name ? surroundings.Variable(name) : null;

    // No retries and no time limit of the client's own: both are wrappers, and theirs would be counted twice.
    private static T Configured<T>(T options)
        where T : ClientPipelineOptions
    {
        options.RetryPolicy = new ClientRetryPolicy(0);
        options.NetworkTimeout = Timeout.InfiniteTimeSpan;
        options.AddPolicy(new RequestIdChatClient.HeaderPolicy(), PipelinePosition.PerCall);
        return options;
    }

    private Uri EndpointOf(ModelDefinition definition)
    {
        var provider = definition.Provider;
        var text = provider.EndpointVariable is { } name ? surroundings.Variable(name) : provider.Endpoint;
        return text is null ? OpenAIEndpoint : new Uri(text);
    }

    private RecordedChatClient Recorded(ModelDefinition definition, Problems problems) =>
        new(ReadRecordings(definition, problems), definition.Alias, string.Join(" and ", definition.Provider.Recordings.Select(Shown)));

    private Dictionary<string, RecordedResponse> ReadRecordings(ModelDefinition definition, Problems problems)
    {
        var all = new Dictionary<string, RecordedResponse>(StringComparer.Ordinal);
        foreach (var path in definition.Provider.Recordings)
        {
            if (!File.Exists(path))
            {
                problems.Add("promptlab.yaml", definition.Provider.Line, $"There is no recording {Shown(path)}. Make one from a run of a real model: promptlab record RUN --out {Shown(path)}");
                continue;
            }

            foreach (var (key, response) in Recording.Read(path, Shown(path), problems))
                all[key] = response;
        }

        return all;
    }

    private string Shown(string path) => Path.GetRelativePath(folder, path).Replace('\\', '/');
}
