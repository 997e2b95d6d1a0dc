using Microsoft.Extensions.AI;

namespace PromptLab.Calling;

/// <summary>What models take from outside the library: keys and addresses, clock, dice, chat clients.</summary>
internal sealed record ModelHost
{
    /// <summary>Reads an environment variable, for keys and addresses; null where it is not set.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>The clock that waits and latencies go by.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Gives numbers from 0 up to 1 for the jitter of retries; called from many threads.</summary>
    public required Func<double> Dice { get; init; }

    /// <summary>
    /// Chat clients of the host's own, by the name of a model in <c>promptlab.yaml</c>. Each is called instead of the
    /// model's provider, without its key and address, and through the same cache, budget, limits and retries. They are
    /// called from many threads, and whoever made them disposes them.
    /// </summary>
    public IReadOnlyDictionary<string, IChatClient> ChatClients { get; init; } =
        new Dictionary<string, IChatClient>(StringComparer.Ordinal);

    /// <summary>Connects to the providers of all other models; null where no provider can be called.</summary>
    public IProviderConnector? Providers { get; init; }

    /// <summary>The rate limits, which outlive the models: all runs of a project share them.</summary>
    public ModelLimits Limits { get; init; } = new();
}
