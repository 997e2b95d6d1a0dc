using Microsoft.Extensions.AI;
using PromptLab.Files;
using PromptLab.Models;

namespace PromptLab.Calling;

/// <summary>
/// Creates models that are ready to be called: a chat client with all its wrappers. Models with the same provider and id share
/// their rate limit. The models are thread-safe, the factory is not; disposing it disposes the models it created.
/// </summary>
/// <param name="host">Supplies keys, addresses and clients.</param>
/// <param name="root">The full path of the project's folder; messages name recordings relative to it.</param>
internal sealed class ModelFactory(ModelHost host, string root) : IDisposable
{
    private readonly Dictionary<string, ReadRecording> _recordings = new(StringComparer.Ordinal);
    private readonly Stack<IDisposable> _disposables = [];

    // A program has no address; this one stands for it where one is asked for.
    private static readonly Uri ProgramAddress = new("exec:program");

    /// <summary>
    /// Creates a model. Its wrappers from the outside in: cache, guard, retries, budget, rate limit, latency, timeout, silence, provider.
    /// A model that replays recordings has only the check for silence.
    /// </summary>
    /// <param name="definition">The model as defined by the project.</param>
    /// <param name="settings">The settings of the wrappers.</param>
    /// <param name="stopping">Signals a stop: calls that wait for a limit or a retry are not made.</param>
    /// <exception cref="InputException">A key, an address, a recording or a connector is missing.</exception>
    public Model Create(ModelDefinition definition, CallSettings settings, CancellationToken stopping)
    {
        var problems = new Problems();
        if (IsReplayed(definition))
        {
            var recorded = CreateRecordedClient(definition, problems);
            problems.ThrowIfErrors();
            return new Model(definition, new SilenceChatClient(recorded, definition.Id));
        }

        Check(definition, problems);
        problems.ThrowIfErrors();
        var stopSource = Track(CancellationTokenSource.CreateLinkedTokenSource(stopping));
        return new Model(definition, Track(Wrap(definition, settings, stopSource)));
    }

    /// <summary>
    /// The client inside all wrappers but the check for silence: the host's custom client, or a new one of the provider. The
    /// caller disposes it.
    /// </summary>
    public IChatClient CreateInnermostClient(ModelDefinition definition) =>
        new SilenceChatClient(
            definition.InstructionsInUserMessage ? new InstructionsChatClient(Connect(definition)) : Connect(definition),
            definition.HasInventedId ? null : definition.Id
        );

    private IChatClient Connect(ModelDefinition definition) =>
        host.ChatClients.TryGetValue(definition.Alias, out var client) ? AdaptCustomClient(client, definition)
        : host.Providers is { } providers
            ? providers.Connect(ProviderVariables.Fill(definition, host.ReadVariable), EndpointOf(definition), KeyOf(definition), host.Time)
        : throw new InvalidOperationException($"Nothing connects “{definition.Alias}”.");

    /// <summary>True if the model replays recordings and sends nothing.</summary>
    public bool IsReplayed(ModelDefinition definition) => definition.Provider.Kind.IsRecorded && !HasCustomClient(definition);

    /// <summary>True if the host's own client answers for the model.</summary>
    public bool IsCustom(ModelDefinition definition) => HasCustomClient(definition);

    /// <summary>Reports what prevents the model from being called; sends nothing.</summary>
    public void Check(ModelDefinition definition, Problems problems)
    {
        if (HasCustomClient(definition))
            return;
        var provider = definition.Provider;
        if (provider.Kind.IsRecorded)
        {
            CreateRecordedClient(definition, problems);
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
        ProviderVariables.Check(provider, host.ReadVariable, problems);
        if (
            provider.EndpointVariable is { } name
            && host.ReadVariable(name) is { Length: > 0 } address
            && EndpointAddress.Parse(address) is null
        )
            problems.Add(name, null, $"The variable takes {EndpointAddress.Description}.");
        WarnOfPlainHttp(definition, problems);
    }

    /// <summary>Warns where a key leaves this machine unencrypted.</summary>
    public void WarnOfPlainHttp(ModelDefinition definition, Problems problems)
    {
        var provider = definition.Provider;
        var secret = provider.ApiKeyVariable ?? provider.HeaderVariables.Values.Concat(provider.QueryVariables.Values).FirstOrDefault();
        var sendsKey = secret is not null || provider.Kind.Key == KeyRule.OrEntraId;
        if (
            !sendsKey
            || HasCustomClient(definition)
            || AddressOf(provider) is not { } text
            || EndpointAddress.Parse(text) is not { } endpoint
        )
            return;
        if (EndpointAddress.IsPlainHttpToAnotherHost(endpoint))
            problems.Warn(
                "promptlab.yaml",
                provider.Line,
                $"{(secret is { } name ? $"The key in {name}" : "The token")} goes to {endpoint.Host} unencrypted, where anyone on the way can read it. Give the provider “{provider.Name}” an https:// address."
            );
    }

    /// <summary>The number of responses in the model's recordings.</summary>
    public int CountRecorded(ModelDefinition definition, Problems problems) => ReadRecordings(definition, problems).Count;

    /// <summary>The keys of the requests that the model's recordings answer.</summary>
    public IReadOnlySet<string> RecordedKeys(ModelDefinition definition, Problems problems) =>
        ReadRecordings(definition, problems).Keys.ToHashSet(StringComparer.Ordinal);

    /// <summary>Disposes the clients of the models, but neither custom clients nor the rate limits.</summary>
    public void Dispose()
    {
        while (_disposables.TryPop(out var disposable))
            disposable.Dispose();
    }

    private IChatClient Wrap(ModelDefinition definition, CallSettings settings, CancellationTokenSource stopSource)
    {
        var (time, stopping) = (host.Time, stopSource.Token);
        IChatClient client = new TimeoutChatClient(new LazyChatClient(() => CreateInnermostClient(definition)), settings.Timeout, time);
        client = new TimedChatClient(client, time);
        if (definition.RateLimit is { } limit)
            client = new RateLimitedChatClient(client, host.RateLimiters.For(definition, limit), time, stopping);
        if (settings.Budget is not null)
            client = new BudgetedChatClient(client, settings.Budget, definition.Price, time, stopping);
        client = new RetryingChatClient(client, settings.Retries, settings.Timeout, time, host.Jitter, stopping);
        client = new GuardedChatClient(client, definition.Alias, settings.StopReasons, stopSource);
        if (settings.Cache is not null && IsCacheable(definition))
            client = new ResponseCachingChatClient(
                client,
                settings.Cache,
                settings.CacheMode,
                CacheEndpoint(definition),
                definition.Price,
                time
            );
        return client;
    }

    // An application changes without its address or command changing; its version says that it did not.
    private static bool IsCacheable(ModelDefinition definition) => definition.Provider.Application is null or { Version: not null };

    // The host owns the client, so it is not disposed, and its exceptions are translated to failures.
    private static CustomClientAdapter AdaptCustomClient(IChatClient client, ModelDefinition definition) =>
        new(new NonDisposingChatClient(client, choosesModel: definition.HasInventedId), definition.Extra);

    private bool HasCustomClient(ModelDefinition definition) => host.ChatClients.ContainsKey(definition.Alias);

    // Part of the cache key: a response of a custom client is not a response of the provider that it replaces.
    private string CacheEndpoint(ModelDefinition definition) =>
        HasCustomClient(definition) ? $"own-client {definition.Alias}" : $"{definition.Provider.Kind.Name} {EndpointOf(definition)}";

    private void CheckVariable(string? name, string what, ProviderDefinition provider, Problems problems)
    {
        if (name is null)
            return;
        if (string.IsNullOrWhiteSpace(host.ReadVariable(name)))
            problems.Add(
                "promptlab.yaml",
                provider.Line,
                $"The environment variable {name}, with {what} of the provider “{provider.Name}”, is not set. Set it and run the command again: export {name}=…"
            );
        else if (host.ReadVariable(name)!.Any(character => character is <= ' ' or > '~'))
            problems.Add(
                name,
                null,
                $"The variable holds {what} of the provider “{provider.Name}” with white space, a line end or another character that none has. Set it again without."
            );
    }

    private string? KeyOf(ModelDefinition definition) => definition.Provider.ApiKeyVariable is { } name ? host.ReadVariable(name) : null;

    private Uri EndpointOf(ModelDefinition definition)
    {
        var provider = definition.Provider;
        return AddressOf(provider) is { } text
            ? new Uri(text)
            : provider.Kind.DefaultEndpoint
                ?? (provider.Kind.IsProgram ? ProgramAddress : null)
                ?? throw new InvalidOperationException($"The provider “{provider.Name}” has no address.");
    }

    // As it is configured; null where it is not.
    private string? AddressOf(ProviderDefinition provider) =>
        provider.EndpointVariable is { } name ? host.ReadVariable(name) : provider.Endpoint;

    private RecordedChatClient CreateRecordedClient(ModelDefinition definition, Problems problems) =>
        new(ReadRecordings(definition, problems), definition.Alias, string.Join(" and ", definition.Provider.Recordings.Select(ShownPath)));

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
                    $"There is no recording {ShownPath(path)}. Make one from a run of a real model: promptlab record RUN --out {ShownPath(path)}"
                );
                continue;
            }

            var found = new Problems();
            var read = Read(path, found);
            if (read.Count == 0 && !found.HasErrors)
                found.Add(
                    ShownPath(path),
                    null,
                    $"There is no response in this recording. Restore it, or make it from a run of a real model: promptlab record RUN --out {ShownPath(path)}"
                );
            problems.AddRange(found.Found);
            foreach (var (key, response) in read)
                all[key] = response;
        }

        return all;
    }

    // A recording is read once, although models are first checked and then created, and may share recordings.
    private IReadOnlyDictionary<string, RecordedResponse> Read(string path, Problems problems)
    {
        if (!_recordings.TryGetValue(path, out var read))
        {
            var found = new Problems();
            read = _recordings[path] = new ReadRecording(Recording.Read(path, ShownPath(path), found), found.Found);
        }

        problems.AddRange(read.Problems);
        return read.Responses;
    }

    private string ShownPath(string path) => Path.GetRelativePath(root, path).Replace('\\', '/');

    private T Track<T>(T disposable)
        where T : IDisposable
    {
        _disposables.Push(disposable);
        return disposable;
    }

    private sealed record ReadRecording(IReadOnlyDictionary<string, RecordedResponse> Responses, IReadOnlyList<Problem> Problems);
}
