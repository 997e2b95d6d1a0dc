namespace PromptLab.Models;

/// <summary>The list of all kinds of providers.</summary>
internal static class ProviderKinds
{
    /// <summary>Replays recordings: no key, no network.</summary>
    public static ProviderKind Recorded { get; } =
        new()
        {
            Name = "recorded",
            Protocol = ProviderProtocol.Recorded,
            Key = KeyRule.None,
        };

    /// <summary>OpenAI's own endpoint.</summary>
    public static ProviderKind OpenAI { get; } =
        new()
        {
            Name = "openai",
            Protocol = ProviderProtocol.OpenAI,
            DefaultEndpoint = new Uri("https://api.openai.com/v1"),
            Key = KeyRule.Required,
            UsualKeyVariable = "OPENAI_API_KEY",
        };

    /// <summary>Azure OpenAI: the model's id is the name of a deployment.</summary>
    public static ProviderKind AzureOpenAI { get; } =
        new()
        {
            Name = "azure-openai",
            Protocol = ProviderProtocol.AzureOpenAI,
            Key = KeyRule.OrEntraId,
            UsualKeyVariable = "AZURE_OPENAI_API_KEY",
        };

    /// <summary>Any server with an OpenAI-compatible API, such as vLLM, llama.cpp or LM Studio.</summary>
    public static ProviderKind OpenAICompatible { get; } =
        new()
        {
            Name = "openai-compatible",
            Protocol = ProviderProtocol.OpenAICompatible,
            Key = KeyRule.Optional,
        };

    /// <summary>Anthropic's own endpoint.</summary>
    public static ProviderKind Anthropic { get; } =
        new()
        {
            Name = "anthropic",
            Protocol = ProviderProtocol.Anthropic,
            DefaultEndpoint = new Uri("https://api.anthropic.com"),
            Key = KeyRule.Required,
            UsualKeyVariable = "ANTHROPIC_API_KEY",
            ParameterRules =
            [
                new(
                    "max_output_tokens",
                    parameters => parameters.MaxOutputTokens is null,
                    "A model of the kind anthropic needs “max_output_tokens” among its parameters: the provider asks for it with every call."
                ),
                new(
                    "seed",
                    parameters => parameters.Seed is not null,
                    "A model of the kind anthropic takes no “seed”. Remove it; to average over chance, ask with --repeats."
                ),
                NoMinimalEffort("anthropic"),
                new(
                    "response_format",
                    parameters => parameters.ResponseFormat == "json",
                    "A model of the kind anthropic takes no “response_format: json”. Give the prompt a response schema, or remove it."
                ),
            ],
        };

    /// <summary>Ollama with its native protocol.</summary>
    public static ProviderKind Ollama { get; } =
        new()
        {
            Name = "ollama",
            Protocol = ProviderProtocol.Ollama,
            DefaultEndpoint = new Uri("http://127.0.0.1:11434"),
            Key = KeyRule.Optional,
            ParameterRules = [NoMinimalEffort("ollama")],
        };

    /// <summary>An application behind an address of HTTP.</summary>
    public static ProviderKind Http { get; } =
        new()
        {
            Name = "http",
            Protocol = ProviderProtocol.Http,
            Key = KeyRule.Optional,
        };

    /// <summary>A program of the project.</summary>
    public static ProviderKind Exec { get; } =
        new()
        {
            Name = "exec",
            Protocol = ProviderProtocol.Program,
            Key = KeyRule.None,
        };

    /// <summary>A chat client supplied by the host of the library; it cannot be named in <c>promptlab.yaml</c>.</summary>
    public static ProviderKind CustomClient { get; } =
        new()
        {
            Name = "own-client",
            Protocol = ProviderProtocol.CustomClient,
            Key = KeyRule.None,
        };

    /// <summary>The kinds that <c>promptlab.yaml</c> may name, in the order used in messages.</summary>
    public static IReadOnlyList<ProviderKind> All { get; } =
    [Recorded, OpenAI, AzureOpenAI, OpenAICompatible, Anthropic, Ollama, Http, Exec];

    /// <summary>The names of <see cref="All"/>, in the same order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(kind => kind.Name)];

    /// <summary>The kind with this name; null if there is none.</summary>
    public static ProviderKind? Find(string? name) => All.FirstOrDefault(kind => kind.Name == name);

    private static ParameterRule NoMinimalEffort(string kind) =>
        new(
            "reasoning_effort",
            parameters => parameters.ReasoningEffort == ModelParameters.MinimalEffort,
            $"A model of the kind {kind} takes no “reasoning_effort: minimal”. It takes none, low, medium or high."
        );
}
