using System.Text.Json.Nodes;

namespace PromptLab.Models;

/// <summary>A model as defined in <c>promptlab.yaml</c>. Immutable.</summary>
public sealed record ModelDefinition
{
    /// <summary>The project's name of the model, used on the command line and in tables.</summary>
    public required string Alias { get; init; }

    /// <summary>The provider that serves the model.</summary>
    public required ProviderDefinition Provider { get; init; }

    /// <summary>The provider's name of the model, or the name of a deployment.</summary>
    public required string Id { get; init; }

    /// <summary>True if no id was given: the alias takes its place in files and cache keys, and no id is sent.</summary>
    internal bool HasInventedId { get; init; }

    /// <summary>The parameters sent with every call.</summary>
    public ModelParameters Parameters { get; init; } = new();

    /// <summary>
    /// Further parameters in the body of each call, such as <c>frequency_penalty</c>, as JSON; null for none. The provider's client
    /// gets them as they are; a custom chat client gets them as additional properties of its options.
    /// </summary>
    public JsonObject? Extra { get; init; }

    /// <summary>True to ask for a streamed response, for servers that give no other; it is read as a whole.</summary>
    public bool Stream { get; init; }

    /// <summary>True to put the instructions before the first user message, for models that take no system message.</summary>
    public bool InstructionsInUserMessage { get; init; }

    /// <summary>The price of its tokens; null if unknown, which does not mean free.</summary>
    public ModelPrice? Price { get; init; }

    /// <summary>False if the project says that the model takes no pictures and no documents.</summary>
    internal bool TakesFiles { get; init; } = true;

    /// <summary>The rate limit; null for none. Models with the same provider and id share it.</summary>
    public RateLimit? RateLimit { get; init; }

    /// <summary>The line of the definition, from 1.</summary>
    public int Line { get; init; }
}

/// <summary>An endpoint as defined in <c>promptlab.yaml</c>; API keys are referred to by environment variable only.</summary>
public sealed record ProviderDefinition
{
    private static readonly Dictionary<string, string> Nothing = [];

    /// <summary>The project's name of the provider.</summary>
    public required string Name { get; init; }

    /// <summary>The kind of provider.</summary>
    public required ProviderKind Kind { get; init; }

    /// <summary>The base address; null for the kind's default or an address in an environment variable.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The environment variable with the base address; null if there is none.</summary>
    public string? EndpointVariable { get; init; }

    /// <summary>The environment variable with the API key; null if no key is sent.</summary>
    public string? ApiKeyVariable { get; init; }

    /// <summary>
    /// The headers to send with each call, by name. A definition that is given to an <see cref="Calling.IProviderConnector"/> has the
    /// values of <see cref="HeaderVariables"/> among them.
    /// </summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = Nothing;

    /// <summary>The headers whose values are in environment variables, by name; the values are secrets.</summary>
    public IReadOnlyDictionary<string, string> HeaderVariables { get; init; } = Nothing;

    /// <summary>
    /// The parameters of the address to send with each call, by name, not escaped. A definition that is given to an
    /// <see cref="Calling.IProviderConnector"/> has the values of <see cref="QueryVariables"/> among them.
    /// </summary>
    public IReadOnlyDictionary<string, string> Query { get; init; } = Nothing;

    /// <summary>The parameters of the address whose values are in environment variables, by name; the values are secrets.</summary>
    public IReadOnlyDictionary<string, string> QueryVariables { get; init; } = Nothing;

    /// <summary>
    /// The version of the provider's API, such as <c>2024-10-21</c>: the parameter <c>api-version</c> of the address, for Anthropic the
    /// header
    /// <c>anthropic-version</c>. Null for the one that the provider's client sends.
    /// </summary>
    public string? ApiVersion { get; init; }

    /// <summary>The full paths of the recordings that a <c>recorded</c> provider replays; empty for other kinds.</summary>
    public IReadOnlyList<string> Recordings { get; init; } = [];

    /// <summary>The application that is called instead of a model; null for a model.</summary>
    internal Application? Application { get; init; }

    /// <summary>The line of the definition, from 1.</summary>
    public int Line { get; init; }
}

/// <summary>The price of a model's tokens, in US dollars per million.</summary>
public sealed record ModelPrice
{
    /// <summary>Input tokens that were not cached.</summary>
    public required decimal InputPerMillion { get; init; }

    /// <summary>Input tokens read from the provider's prompt cache; null if unknown.</summary>
    public decimal? CachedInputPerMillion { get; init; }

    /// <summary>Input tokens written to the provider's prompt cache; null if unknown.</summary>
    public decimal? CacheWritePerMillion { get; init; }

    /// <summary>Output tokens, including reasoning.</summary>
    public required decimal OutputPerMillion { get; init; }

    /// <summary>The date on which the price was looked up; null if unknown.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>What the price does not include, such as <c>self-hosted, hardware not counted</c>; null if not stated.</summary>
    public string? Basis { get; init; }
}
