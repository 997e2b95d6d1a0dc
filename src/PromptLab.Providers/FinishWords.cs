namespace PromptLab.Providers;

/// <summary>The words of servers for why an answer ended, in the words of OpenAI's protocol.</summary>
internal static class FinishWords
{
    private static readonly Dictionary<string, string[]> Synonyms = new(StringComparer.Ordinal)
    {
        ["stop"] =
        [
            "eos",
            "eos_token",
            "end_turn",
            "end",
            "stop_sequence",
            "stop_token",
            "stop_word",
            "complete",
            "completed",
            "finish",
            "finished",
            "done",
        ],
        ["length"] = ["max_tokens", "max_output_tokens", "max_length", "model_length", "token_limit", "model_context_window_exceeded"],
        ["content_filter"] =
        [
            "content_filtered",
            "safety",
            "recitation",
            "blocklist",
            "prohibited_content",
            "spii",
            "sensitive",
            "guardrail_intervened",
            "error_toxic",
        ],
        ["tool_calls"] = ["tool_call", "tool_use"],
        ["function_call"] = [],
    };

    // OpenRouter: error. vLLM: abort, error. DeepSeek: insufficient_system_resource. Zhipu: network_error. The text is a part of an answer.
    private static readonly string[] Interruptions =
    [
        "error",
        "server_error",
        "network_error",
        "abort",
        "aborted",
        "cancelled",
        "canceled",
        "insufficient_system_resource",
    ];

    /// <summary>The protocol's word for a server's word, which may be a synonym of it; an unknown word stays as it is.</summary>
    public static string Translate(string word) =>
        Synonyms.FirstOrDefault(pair => Is(word, pair.Key) || pair.Value.Any(synonym => Is(word, synonym))).Key ?? word;

    /// <summary>True for a word of the protocol itself, which every client reads.</summary>
    public static bool IsKnown(string word) => Synonyms.ContainsKey(word);

    /// <summary>True where the server says that it broke the answer off.</summary>
    public static bool IsInterruption(string word) => Interruptions.Any(interruption => Is(word, interruption));

    private static bool Is(string word, string other) => string.Equals(word, other, StringComparison.OrdinalIgnoreCase);
}
