namespace PromptLab.Providers;

/// <summary>The fields of a chat request of Ollama: https://github.com/ollama/ollama/blob/main/docs/api.md.</summary>
internal static class OllamaFields
{
    /// <summary>The field that holds the options of the model, such as <c>num_ctx</c>.</summary>
    public const string Options = "options";

    private static readonly string[] Fields =
    [
        "model",
        "messages",
        "tools",
        "format",
        Options,
        "stream",
        "keep_alive",
        "think",
        "truncate",
        "shift",
        "logprobs",
        "top_logprobs",
    ];

    /// <summary>True for a field of the request itself. Anything else is an option: the server ignores it beside them.</summary>
    public static bool IsField(string name) => Fields.Contains(name, StringComparer.Ordinal);
}
