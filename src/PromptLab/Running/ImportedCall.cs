using PromptLab.Models;

namespace PromptLab.Running;

/// <summary>What a file says of the call that gave a response. Everything is null where the file does not say it.</summary>
internal sealed record ImportedCall
{
    /// <summary>The tokens of the call; null unless input and output tokens are known.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>What the call cost, in US dollars.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>How long the call took.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>The model that answered.</summary>
    public string? Model { get; init; }

    /// <summary>Why the response ended, such as <c>stop</c>.</summary>
    public string? FinishReason { get; init; }

    /// <summary>The calls of tools that the model asked for.</summary>
    public IReadOnlyList<ToolCall>? ToolCalls { get; init; }

    /// <summary>What the other responses of the same call share with the first: all but its tokens, its cost and its time.</summary>
    public ImportedCall Share =>
        new()
        {
            Usage = Usage is null ? null : new TokenUsage { InputUncached = 0, OutputVisible = 0 },
            CostUsd = CostUsd is null ? null : 0,
            Model = Model,
            FinishReason = FinishReason,
        };

    /// <summary>The result of the call, with what is known of it.</summary>
    public ItemResult ApplyTo(ItemResult result) =>
        result with
        {
            Usage = Usage,
            CostUsd = CostUsd,
            Latency = Latency,
            ResponseModel = Model,
            FinishReason = FinishReason,
            ToolCalls = ToolCalls,
        };
}
