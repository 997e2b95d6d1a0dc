using System.Collections.ObjectModel;
using Microsoft.Extensions.AI;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Models;

namespace PromptLab.Grading;

/// <summary>What a grader may base its score on: one response, and the call that produced it. Immutable.</summary>
public sealed record GradingContext
{
    /// <summary>The item, with its expected answer.</summary>
    public required EvalItem Item { get; init; }

    /// <summary>The messages sent to the model; empty for responses recorded elsewhere.</summary>
    public IReadOnlyList<ChatMessage> Messages { get; init; } = [];

    /// <summary>The response to grade; for a prompt with several steps, that of the last step.</summary>
    public required ChatResponse Response { get; init; }

    /// <summary>What is known about the call besides the response, such as its latency and a refusal.</summary>
    public ResponseFacts Facts => ResponseFacts.Of(Response);

    /// <summary>What the call costs when it is asked, in US dollars; null where the price or the usage is unknown.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>The columns of a file of responses that graders read, by name; empty for responses of a model.</summary>
    internal IReadOnlyDictionary<string, string> Recorded { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The responses of all steps in order, including the last; empty for a prompt with one step.</summary>
    public IReadOnlyList<StepResponse> Steps { get; init; } = [];

    /// <summary>The models that a grader may call; none by default.</summary>
    public IGraderModels Models { get; init; } = IGraderModels.None;

    /// <summary>Collects the steps of the grader; null unless somebody asks for an explanation.</summary>
    internal GradingTrace? Trace { get; init; }

    /// <summary>Bounds the work of one grader on this response.</summary>
    internal WorkBudget Budget { get; init; } = new();
}
