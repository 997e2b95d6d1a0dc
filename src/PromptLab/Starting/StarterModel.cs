namespace PromptLab.Starting;

/// <summary>The model that a new project begins with, as the environment tells it.</summary>
/// <param name="Kind">The kind of its provider; null where nothing was found.</param>
/// <param name="Id">The provider's id of the model; null where it has to be filled in.</param>
/// <param name="Why">What told, as a sentence.</param>
internal sealed record StarterModel(string? Kind, string? Id, string Why)
{
    /// <summary>The address of the server, or the name of the variable that holds it; null for the usual one.</summary>
    public string? Endpoint { get; init; }

    /// <summary>True where <see cref="Endpoint"/> is the name of a variable.</summary>
    public bool IsEndpointVariable { get; init; }

    /// <summary>The variable that holds the key; null for none.</summary>
    public string? KeyVariable { get; init; }

    /// <summary>The address at which a local Ollama answers.</summary>
    public static Uri LocalOllama(Func<string, string?> variable)
    {
        var host = variable("OLLAMA_HOST") is { Length: > 0 } given ? given : "127.0.0.1:11434";
        var address = host.Contains("://", StringComparison.Ordinal) ? host : "http://" + host;
        return Uri.TryCreate(address.Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal), UriKind.Absolute, out var uri)
            ? (
                uri.IsDefaultPort && !address.EndsWith(":80", StringComparison.Ordinal) && uri.Scheme == "http"
                    ? new UriBuilder(uri) { Port = 11434 }.Uri
                    : uri
            )
            : new Uri("http://127.0.0.1:11434");
    }

    /// <summary>The first provider whose key or address is set; a local Ollama where none is.</summary>
    /// <param name="variable">Reads an environment variable; returns null where it is not set.</param>
    /// <param name="id">The id that the user gave; null for none.</param>
    /// <param name="localModels">The ids of the models of a local Ollama; null where none answers.</param>
    public static StarterModel Find(Func<string, string?> variable, string? id, IReadOnlyList<string>? localModels)
    {
        if (IsSet("AZURE_OPENAI_ENDPOINT"))
            return new("azure-openai", id ?? Value("AZURE_OPENAI_DEPLOYMENT"), "AZURE_OPENAI_ENDPOINT is set")
            {
                Endpoint = "AZURE_OPENAI_ENDPOINT",
                IsEndpointVariable = true,
                KeyVariable = IsSet("AZURE_OPENAI_API_KEY") ? "AZURE_OPENAI_API_KEY" : null,
            };
        if (Value("OPENAI_BASE_URL") is { } address)
            return new("openai-compatible", id ?? Value("OPENAI_MODEL"), "OPENAI_BASE_URL is set")
            {
                Endpoint = address,
                KeyVariable = IsSet("OPENAI_API_KEY") ? "OPENAI_API_KEY" : null,
            };
        if (IsSet("OPENAI_API_KEY"))
            return new("openai", id ?? Value("OPENAI_MODEL"), "OPENAI_API_KEY is set") { KeyVariable = "OPENAI_API_KEY" };
        if (IsSet("ANTHROPIC_API_KEY"))
            return new("anthropic", id ?? Value("ANTHROPIC_MODEL"), "ANTHROPIC_API_KEY is set") { KeyVariable = "ANTHROPIC_API_KEY" };
        if (localModels is not null)
        {
            var local = LocalOllama(variable);
            return new(
                "ollama",
                id ?? Value("OLLAMA_MODEL") ?? (localModels is [var newest, ..] ? newest : null),
                $"an Ollama answers at {local}"
            )
            {
                Endpoint = IsSet("OLLAMA_HOST") ? local.ToString().TrimEnd('/') : null,
            };
        }

        return new(null, id, "no key of a provider is set, and no local Ollama answers");

        bool IsSet(string name) => Value(name) is not null;

        string? Value(string name) => variable(name) is { Length: > 0 } value ? value : null;
    }
}
