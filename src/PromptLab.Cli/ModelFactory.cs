using Azure.Core;
using Microsoft.Extensions.AI;
using PromptLab.Calling;
using PromptLab.Providers;
using PromptLab.Files;
using PromptLab.Models;

namespace PromptLab.Cli;

/// <summary>
/// The one place that knows providers: makes the chat client of a model with its wrappers. Models that are the same at
/// the provider share their rate limit.
/// </summary>
/// <param name="context">Where keys and addresses come from.</param>
/// <param name="folder">The project's folder, for the names of recordings in messages.</param>
/// <param name="entraId">Gives tokens where a model has no key; null for the usual ways of signing in.</param>
internal sealed class ModelFactory(CommandContext context, string folder, TokenCredential? entraId = null)
{
    private readonly Dictionary<(string Provider, string Id), ModelRateLimiter> _limiters = [];

    /// <summary>
    /// The model, ready to be asked. From the outside in: cache, guard, retries, budget, rate limit, latency, time
    /// limit, provider.
    /// </summary>
    /// <exception cref="InputException">A key, an address or a recording is missing.</exception>
    public Model Create(ModelDefinition definition, CallSettings settings)
    {
        var problems = new Problems();
        Check(definition, problems);
        problems.ThrowIfErrors();
        if (definition.Provider.Kind == "recorded")
            return new Model(definition, Recorded(definition, problems));
        var over = CancellationTokenSource.CreateLinkedTokenSource(context.Stopping); // lives as long as the client
        var (time, stopping) = (context.Time, over.Token);
        IChatClient client = new TimeoutChatClient(new LazyChatClient(() => Edge(definition)), settings.Timeout, time);
        client = new TimedChatClient(client, time);
        if (definition.RateLimit is not null)
            client = new RateLimitedChatClient(client, LimiterOf(definition), time, stopping);
        if (settings.Budget is not null)
            client = new BudgetedChatClient(client, settings.Budget, definition.Price, time, stopping);
        client = new RetryingChatClient(client, settings.Retries, settings.Timeout, time, Random.Shared.NextDouble, stopping);
        client = new GuardedChatClient(client, definition.Alias, settings.Stops, over);
        if (settings.Cache is not null)
            client = new ResponseCachingChatClient(
                client,
                settings.Cache,
                settings.CacheMode,
                $"{definition.Provider.Kind} {EndpointOf(definition)}",
                definition.Price,
                time
            );
        return new Model(definition, client);
    }

    /// <summary>The provider's client with our words for what it does, and no other wrapper: one call is one request.</summary>
    public IChatClient Edge(ModelDefinition definition)
    {
        var (endpoint, key) = (EndpointOf(definition), KeyOf(definition));
        var connection = definition.Provider.Kind switch
        {
            "azure-openai" => OpenAIConnection.Azure(definition.Id, endpoint, key, entraId),
            "openai" => OpenAIConnection.OpenAI(definition.Id, endpoint, key),
            "openai-compatible" => OpenAIConnection.Compatible(definition.Id, endpoint, key),
            "anthropic" => AnthropicConnection.Connect(definition.Id, endpoint, key),
            "ollama" => OllamaConnection.Connect(definition.Id, endpoint, key),
            var kind => throw new ArgumentOutOfRangeException(nameof(definition), kind, "The kind of provider is not known."),
        };
        return new ProviderChatClient(
            connection.Client,
            new FailureWording(definition, endpoint),
            connection.Fingerprint,
            key,
            context.Time
        );
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
        if (
            provider.EndpointVariable is { } name
            && context.Variable(name) is { Length: > 0 } address
            && EndpointAddress.Parse(address) is null
        )
            problems.Add(name, null, $"The variable takes {EndpointAddress.Form}.");
    }

    /// <summary>How many responses the recordings of a model hold.</summary>
    public int CountRecorded(ModelDefinition definition, Problems problems) => ReadRecordings(definition, problems).Count;

    private void CheckVariable(string? name, string what, ProviderDefinition provider, Problems problems)
    {
        if (name is null)
            return;
        if (string.IsNullOrWhiteSpace(context.Variable(name)))
            problems.Add(
                "promptlab.yaml",
                provider.Line,
                $"The environment variable {name}, with {what} of the provider “{provider.Name}”, is not set. Set it and call again: export {name}=…"
            );
        else if (context.Variable(name)!.Any(character => character is <= ' ' or > '~'))
            problems.Add(
                name,
                null,
                $"The variable holds {what} of the provider “{provider.Name}” with white space, a line end or another character that none has. Set it again without."
            );
    }

    private string? KeyOf(ModelDefinition definition) => definition.Provider.ApiKeyVariable is { } name ? context.Variable(name) : null;

    private Uri EndpointOf(ModelDefinition definition)
    {
        var provider = definition.Provider;
        var text = provider.EndpointVariable is { } name ? context.Variable(name) : provider.Endpoint;
        return text is not null
            ? new Uri(text)
            : provider.Kind switch
            {
                "anthropic" => AnthropicConnection.DefaultEndpoint,
                "ollama" => OllamaConnection.DefaultEndpoint,
                _ => OpenAIConnection.DefaultEndpoint,
            };
    }

    private ModelRateLimiter LimiterOf(ModelDefinition definition)
    {
        var key = (definition.Provider.Name, definition.Id);
        return _limiters.TryGetValue(key, out var limiter) ? limiter : _limiters[key] = new ModelRateLimiter(definition.RateLimit!);
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
                problems.Add(
                    "promptlab.yaml",
                    definition.Provider.Line,
                    $"There is no recording {Shown(path)}. Make one from a run of a real model: promptlab record RUN --out {Shown(path)}"
                );
                continue;
            }

            foreach (var (key, response) in Recording.Read(path, Shown(path), problems))
                all[key] = response;
        }

        return all;
    }

    private string Shown(string path) => Path.GetRelativePath(folder, path).Replace('\\', '/');
}
