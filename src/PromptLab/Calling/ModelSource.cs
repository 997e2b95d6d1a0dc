using Microsoft.Extensions.AI;
using PromptLab.Files;
using PromptLab.Models;

namespace PromptLab.Calling;

/// <summary>
/// Makes models that can be asked: a chat client with all its wrappers. Models that are the same at the provider share
/// their rate limit. The models are thread-safe, the source is not; disposing it ends the models that it made.
/// </summary>
/// <param name="host">Where keys, addresses and clients come from.</param>
/// <param name="root">The full path of the project's folder, from which messages name recordings.</param>
internal sealed class ModelSource(ModelHost host, string root) : IDisposable
{
    private readonly Dictionary<string, ReadRecording> _recordings = new(StringComparer.Ordinal);
    private readonly Stack<IDisposable> _held = [];

    /// <summary>
    /// The model, ready to be asked. From the outside in: cache, guard, retries, budget, rate limit, latency, time
    /// limit, provider. A model that replays recordings has none of them.
    /// </summary>
    /// <param name="definition">The model as the project defines it.</param>
    /// <param name="settings">How it is called.</param>
    /// <param name="stopping">Asks for a stop: whoever waits to be let through or retried is not asked.</param>
    /// <exception cref="InputException">A key, an address, a recording or a connector is missing.</exception>
    public Model Create(ModelDefinition definition, CallSettings settings, CancellationToken stopping)
    {
        var problems = new Problems();
        if (Replays(definition))
        {
            var recorded = Recorded(definition, problems);
            problems.ThrowIfErrors();
            return new Model(definition, recorded);
        }

        Check(definition, problems);
        problems.ThrowIfErrors();
        var over = Hold(CancellationTokenSource.CreateLinkedTokenSource(stopping));
        return new Model(definition, Hold(Wrap(definition, settings, over)));
    }

    /// <summary>
    /// The client that all wrappers stand around: the host's own, or the provider's, connected at once. It is not
    /// checked, and whoever asks for it disposes it.
    /// </summary>
    public IChatClient Edge(ModelDefinition definition) =>
        host.ChatClients.TryGetValue(definition.Alias, out var own) ? EdgeOf(own, definition)
        : host.Providers is { } providers ? providers.Connect(definition, EndpointOf(definition), KeyOf(definition), host.Time)
        : throw new InvalidOperationException($"Nothing connects “{definition.Alias}”.");

    /// <summary>True where recordings answer for a model, and nothing is called.</summary>
    public bool Replays(ModelDefinition definition) => definition.Provider.Kind.IsRecorded && !IsOwn(definition);

    /// <summary>Notes what keeps a model from being asked; nothing is sent.</summary>
    public void Check(ModelDefinition definition, Problems problems)
    {
        if (IsOwn(definition))
            return;
        var provider = definition.Provider;
        if (provider.Kind.IsRecorded)
        {
            Recorded(definition, problems);
            return;
        }

        if (host.Providers is null)
        {
            problems.Add(
                "promptlab.yaml",
                provider.Line,
                $"Nothing connects to “{provider.Name}”, a provider of the kind {provider.Kind.Name}. Set the host's Providers, such as to new ProviderConnector() of PromptLab.Providers, or give it a chat client of your own as ChatClients[\"{definition.Alias}\"]."
            );
            return;
        }

        CheckVariable(provider.ApiKeyVariable, "the key", provider, problems);
        CheckVariable(provider.EndpointVariable, "the address", provider, problems);
        if (
            provider.EndpointVariable is { } name
            && host.Variable(name) is { Length: > 0 } address
            && EndpointAddress.Parse(address) is null
        )
            problems.Add(name, null, $"The variable takes {EndpointAddress.Form}.");
    }

    /// <summary>How many responses the recordings of a model hold.</summary>
    public int CountRecorded(ModelDefinition definition, Problems problems) => ReadRecordings(definition, problems).Count;

    /// <summary>Ends the models: their clients, but never the host's own and never the rate limits.</summary>
    public void Dispose()
    {
        while (_held.TryPop(out var held))
            held.Dispose();
    }

    private IChatClient Wrap(ModelDefinition definition, CallSettings settings, CancellationTokenSource over)
    {
        var (time, stopping) = (host.Time, over.Token);
        IChatClient client = new TimeoutChatClient(new LazyChatClient(() => Edge(definition)), settings.Timeout, time);
        client = new TimedChatClient(client, time);
        if (definition.RateLimit is { } limit)
            client = new RateLimitedChatClient(client, host.Limits.Of(definition, limit), time, stopping);
        if (settings.Budget is not null)
            client = new BudgetedChatClient(client, settings.Budget, definition.Price, time, stopping);
        client = new RetryingChatClient(client, settings.Retries, settings.Timeout, time, host.Dice, stopping);
        client = new GuardedChatClient(client, definition.Alias, settings.Stops, over);
        if (settings.Cache is not null)
            client = new ResponseCachingChatClient(client, settings.Cache, settings.CacheMode, PlaceOf(definition), definition.Price, time);
        return client;
    }

    // Somebody else's client: what it throws is a failure in our words, and it is not ours to dispose.
    private static EdgeChatClient EdgeOf(IChatClient own, ModelDefinition definition) =>
        new(new BorrowedChatClient(own, choosesModel: definition.HasInventedId));

    private bool IsOwn(ModelDefinition definition) => host.ChatClients.ContainsKey(definition.Alias);

    // For the cache: what the host's own client answered is no answer of the provider that it stands in for.
    private string PlaceOf(ModelDefinition definition) =>
        IsOwn(definition) ? $"own-client {definition.Alias}" : $"{definition.Provider.Kind.Name} {EndpointOf(definition)}";

    private void CheckVariable(string? name, string what, ProviderDefinition provider, Problems problems)
    {
        if (name is null)
            return;
        if (string.IsNullOrWhiteSpace(host.Variable(name)))
            problems.Add(
                "promptlab.yaml",
                provider.Line,
                $"The environment variable {name}, with {what} of the provider “{provider.Name}”, is not set. Set it and call again: export {name}=…"
            );
        else if (host.Variable(name)!.Any(character => character is <= ' ' or > '~'))
            problems.Add(
                name,
                null,
                $"The variable holds {what} of the provider “{provider.Name}” with white space, a line end or another character that none has. Set it again without."
            );
    }

    private string? KeyOf(ModelDefinition definition) => definition.Provider.ApiKeyVariable is { } name ? host.Variable(name) : null;

    private Uri EndpointOf(ModelDefinition definition)
    {
        var provider = definition.Provider;
        var text = provider.EndpointVariable is { } name ? host.Variable(name) : provider.Endpoint;
        return text is not null
            ? new Uri(text)
            : provider.Kind.DefaultEndpoint ?? throw new InvalidOperationException($"The provider “{provider.Name}” has no address.");
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

            foreach (var (key, response) in Read(path, problems))
                all[key] = response;
        }

        return all;
    }

    // Checking a model and making it, and models that share a recording, read it once.
    private IReadOnlyDictionary<string, RecordedResponse> Read(string path, Problems problems)
    {
        if (!_recordings.TryGetValue(path, out var read))
        {
            var found = new Problems();
            read = _recordings[path] = new ReadRecording(Recording.Read(path, Shown(path), found), found.Found);
        }

        problems.AddRange(read.Problems);
        return read.Responses;
    }

    private string Shown(string path) => Path.GetRelativePath(root, path).Replace('\\', '/');

    private T Hold<T>(T disposable)
        where T : IDisposable
    {
        _held.Push(disposable);
        return disposable;
    }

    private sealed record ReadRecording(IReadOnlyDictionary<string, RecordedResponse> Responses, IReadOnlyList<Problem> Problems);
}
