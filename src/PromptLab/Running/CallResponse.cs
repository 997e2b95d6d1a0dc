using System.Collections.ObjectModel;
using Microsoft.Extensions.AI;
using PromptLab.EvalSets;
using PromptLab.Grading;
using PromptLab.Models;

namespace PromptLab.Running;

/// <summary>
/// A model's response to one call, not yet graded. Where grading takes time it is saved first, so that a paid response
/// survives a grading that is cut short.
/// </summary>
/// <param name="Result">The call's result, complete except for its grade.</param>
/// <param name="Response">The response as graders receive it.</param>
internal sealed record CallResponse(ItemResult Result, ChatResponse Response)
{
    /// <summary>The step of the run's subject, from 1.</summary>
    public int Step { get; init; } = 1;

    /// <summary>Which of several responses to the same messages, from 1.</summary>
    public int Sample { get; init; } = 1;

    /// <summary>Identifies the call within its plan.</summary>
    public CallKey Key => new(Result.RunId, Result.ItemId, Result.Repeat, Step, Sample);

    /// <summary>The context that graders receive.</summary>
    /// <param name="item">The item as it is now, which may differ from the item at the time of the call.</param>
    public GradingContext ContextFor(EvalItem item) =>
        new()
        {
            Item = item,
            Messages = Result.Messages,
            Response = Response,
            CostUsd = Result.Cached ? Result.OriginalCostUsd : Result.CostUsd,
            Recorded = Result.Recorded ?? ReadOnlyDictionary<string, string>.Empty,
        };

    /// <summary>
    /// Rebuilds a response from a stored result, to be graded again: its text, its calls of tools, and the recorded facts of the call.
    /// </summary>
    /// <param name="result">The result; a null output becomes an empty text. Its grade is dropped.</param>
    public static CallResponse Of(ItemResult result)
    {
        var response = new ChatResponse(new ChatMessage(ChatRole.Assistant, result.Output ?? ""))
        {
            ResponseId = result.ResponseId,
            ModelId = result.ResponseModel,
            FinishReason = string.IsNullOrWhiteSpace(result.FinishReason) ? null : new ChatFinishReason(result.FinishReason),
            Usage = RecordedUsage.Of(result.Usage)?.ToDetails(),
        };
        foreach (var call in result.ToolCalls ?? [])
            response.Messages[0].Contents.Add(call.ToContent());
        new ResponseFacts
        {
            Latency = result.Latency,
            Attempts = result.Attempts,
            Waits = result.Waits,
            RetriedUsage = result.RetriedUsage,
            Cached = result.Cached,
            OriginalCostUsd = result.OriginalCostUsd,
            RequestId = result.RequestId,
            Fingerprint = result.Fingerprint,
            Refusal = result.Refusal,
        }.AttachTo(response);
        return new CallResponse(result with { Grade = null }, response);
    }
}
