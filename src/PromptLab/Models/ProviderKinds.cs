namespace PromptLab.Models;

/// <summary>Every kind of provider there is.</summary>
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

    /// <summary>OpenAI.</summary>
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

    /// <summary>Any server that speaks like OpenAI: vLLM, llama.cpp, LM Studio.</summary>
    public static ProviderKind OpenAICompatible { get; } =
        new()
        {
            Name = "openai-compatible",
            Protocol = ProviderProtocol.OpenAICompatible,
            Key = KeyRule.Optional,
        };

    /// <summary>Anthropic.</summary>
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
                new(
                    "response_format",
                    parameters => parameters.ResponseFormat == "json",
                    "A model of the kind anthropic takes no “response_format: json”. Give the prompt a response schema, or remove it."
                ),
            ],
        };

    /// <summary>Ollama by its own protocol.</summary>
    public static ProviderKind Ollama { get; } =
        new()
        {
            Name = "ollama",
            Protocol = ProviderProtocol.Ollama,
            DefaultEndpoint = new Uri("http://127.0.0.1:11434"),
            Key = KeyRule.Optional,
        };

    /// <summary>A chat client that the host of the library brought; no <c>promptlab.yaml</c> names it.</summary>
    public static ProviderKind OwnClient { get; } =
        new()
        {
            Name = "own-client",
            Protocol = ProviderProtocol.OwnClient,
            Key = KeyRule.None,
        };

    /// <summary>All of them that <c>promptlab.yaml</c> may name, in the order in which messages list them.</summary>
    public static IReadOnlyList<ProviderKind> All { get; } = [Recorded, OpenAI, AzureOpenAI, OpenAICompatible, Anthropic, Ollama];

    /// <summary>Their names, in the same order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(kind => kind.Name)];

    /// <summary>The kind of a name; null where there is none.</summary>
    public static ProviderKind? Find(string? name) => All.FirstOrDefault(kind => kind.Name == name);
}
