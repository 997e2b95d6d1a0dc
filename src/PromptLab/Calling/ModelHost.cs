using Microsoft.Extensions.AI;

namespace PromptLab.Calling;

/// <summary>What models need from the host: environment variables, clock, randomness and chat clients.</summary>
internal sealed record ModelHost
{
    /// <summary>Reads an environment variable with a key or an address; null if it is not set.</summary>
    public required Func<string, string?> ReadVariable { get; init; }

    /// <summary>The clock for waits and latencies.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Random numbers from 0 to 1 for the jitter of retries; called from several threads.</summary>
    public required Func<double> Jitter { get; init; }

    /// <summary>
    /// Custom chat clients by the name of a model in <c>promptlab.yaml</c>. Each replaces the model's provider, key and address,
    /// but is called through the same cache, budget, limits and retries. They are called from several threads and remain owned by
    /// the host.
    /// </summary>
    public IReadOnlyDictionary<string, IChatClient> ChatClients { get; init; } =
        new Dictionary<string, IChatClient>(StringComparer.Ordinal);

    /// <summary>Connects to the providers of all other models; null if no provider can be called.</summary>
    public IProviderConnector? Providers { get; init; }

    /// <summary>The rate limits; all runs of a project share them, so they outlive the models.</summary>
    public ModelRateLimiters RateLimiters { get; init; } = new();
}
