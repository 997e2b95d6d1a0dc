namespace PromptLab.Models;

/// <summary>The protocols of providers. Several kinds may share one.</summary>
public enum ProviderProtocol
{
    /// <summary>No protocol: recordings are replayed and nothing is sent.</summary>
    Recorded,

    /// <summary>OpenAI's chat completions, with <c>max_completion_tokens</c>.</summary>
    OpenAI,

    /// <summary>OpenAI's chat completions as implemented by other servers, with <c>max_tokens</c>.</summary>
    OpenAICompatible,

    /// <summary>OpenAI's chat completions at an Azure deployment, with a key or an Entra ID token.</summary>
    AzureOpenAI,

    /// <summary>Anthropic's Messages API.</summary>
    Anthropic,

    /// <summary>Ollama's native chat API.</summary>
    Ollama,

    /// <summary>An application behind an address of HTTP, with a body and an answer that the project describes.</summary>
    Http,

    /// <summary>A program of the project that answers lines of JSON.</summary>
    Program,

    /// <summary>A custom chat client of the host, which decides on the protocol itself.</summary>
    CustomClient,
}
