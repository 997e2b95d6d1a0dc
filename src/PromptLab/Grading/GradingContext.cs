using Microsoft.Extensions.AI;
using PromptLab.EvalSets;
using PromptLab.Models;

namespace PromptLab.Grading;

/// <summary>All that a grader may judge by: one response, and how it came about. Immutable.</summary>
public sealed record GradingContext
{
    /// <summary>The item, with its expected answer.</summary>
    public required EvalItem Item { get; init; }

    /// <summary>Exactly what the model got; empty for responses recorded elsewhere.</summary>
    public IReadOnlyList<ChatMessage> Messages { get; init; } = [];

    /// <summary>The response to judge: of a prompt of several steps, the last one's.</summary>
    public required ChatResponse Response { get; init; }

    /// <summary>What is known of the call besides the response, such as its latency and a refusal.</summary>
    public ResponseFacts Facts => ResponseFacts.Of(Response);

    /// <summary>The response of every step in order, the last one's too; empty where the prompt has one step.</summary>
    public IReadOnlyList<StepResponse> Steps { get; init; } = [];

    /// <summary>The models that a grader may ask; none where nobody gave any.</summary>
    public IGraderModels Models { get; init; } = IGraderModels.None;
}
