namespace PromptLab.Models;

/// <summary>How a kind of provider is spoken to. Several kinds may share a protocol.</summary>
public enum ProviderProtocol
{
    /// <summary>Nothing is sent: recordings answer.</summary>
    Recorded,

    /// <summary>OpenAI's chat completions, with <c>max_completion_tokens</c>.</summary>
    OpenAI,

    /// <summary>OpenAI's chat completions as other servers know them, with <c>max_tokens</c>.</summary>
    OpenAICompatible,

    /// <summary>OpenAI's chat completions at a deployment of Azure, with a key or a token of Entra ID.</summary>
    AzureOpenAI,

    /// <summary>Anthropic's messages.</summary>
    Anthropic,

    /// <summary>Ollama's own chat protocol.</summary>
    Ollama,

    /// <summary>A chat client of the caller's: how it is spoken to is its own affair.</summary>
    OwnClient,
}
