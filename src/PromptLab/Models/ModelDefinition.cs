namespace PromptLab.Models;

/// <summary>A model as <c>promptlab.yaml</c> names it. Immutable.</summary>
public sealed record ModelDefinition
{
    /// <summary>The user's own name for it, used on the command line and in rows.</summary>
    public required string Alias { get; init; }

    /// <summary>Where it is called.</summary>
    public required ProviderDefinition Provider { get; init; }

    /// <summary>The provider's name of the model, or the name of a deployment.</summary>
    public required string Id { get; init; }

    /// <summary>True where nobody gave the id: the name stands for it in files and keys, and no id is sent.</summary>
    internal bool HasInventedId { get; init; }

    /// <summary>What is sent with every call.</summary>
    public ModelParameters Parameters { get; init; } = new();

    /// <summary>What its tokens cost; null where that is unknown, which is never the same as free.</summary>
    public ModelPrice? Price { get; init; }

    /// <summary>How often it may be asked; null where nothing is said. Models with the same provider and id share it.</summary>
    public RateLimit? RateLimit { get; init; }

    /// <summary>The line of its definition, from 1.</summary>
    public int Line { get; init; }
}

/// <summary>An endpoint as <c>promptlab.yaml</c> names it; keys are only ever named by their environment variable.</summary>
public sealed record ProviderDefinition
{
    /// <summary>The user's own name for it.</summary>
    public required string Name { get; init; }

    /// <summary>What kind it is of.</summary>
    public required ProviderKind Kind { get; init; }

    /// <summary>The base address; null where the kind has its own or an environment variable holds it.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The environment variable that holds the base address; null where none is named.</summary>
    public string? EndpointVariable { get; init; }

    /// <summary>The environment variable that holds the key; null where no key is sent.</summary>
    public string? ApiKeyVariable { get; init; }

    /// <summary>The recordings that a <c>recorded</c> provider replays, as full paths; empty for the other kinds.</summary>
    public IReadOnlyList<string> Recordings { get; init; } = [];

    /// <summary>The line of its definition, from 1.</summary>
    public int Line { get; init; }
}

/// <summary>What a model's tokens cost, in US dollars for a million. A null component is unknown.</summary>
public sealed record ModelPrice
{
    /// <summary>Input tokens that no cache served.</summary>
    public required decimal InputPerMillion { get; init; }

    /// <summary>Input tokens that the provider's prompt cache served; null where unknown.</summary>
    public decimal? CachedInputPerMillion { get; init; }

    /// <summary>Input tokens written to the provider's prompt cache; null where unknown.</summary>
    public decimal? CacheWritePerMillion { get; init; }

    /// <summary>Output tokens, reasoning among them.</summary>
    public required decimal OutputPerMillion { get; init; }

    /// <summary>The day the price was looked up; null where unknown.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>What the price leaves out, such as <c>self-hosted, hardware not counted</c>; null where nothing is said.</summary>
    public string? Basis { get; init; }
}
