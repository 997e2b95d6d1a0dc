using Microsoft.Extensions.AI;
using PromptLab.EvalSets;
using PromptLab.Grading;
using PromptLab.Models;

namespace PromptLab.Running;

/// <summary>
/// What a model answered to one call, before it is graded. Where grading takes time it is kept first, so that a paid
/// answer outlives the grading.
/// </summary>
/// <param name="Result">The result that the call comes to, with all but its grade.</param>
/// <param name="Response">The response as graders read it.</param>
internal sealed record CallResponse(ItemResult Result, ChatResponse Response)
{
    /// <summary>The step of the run's subject, from 1.</summary>
    public int Step { get; init; } = 1;

    /// <summary>Which of several responses to the same messages, from 1.</summary>
    public int Sample { get; init; } = 1;

    /// <summary>The call that it answers.</summary>
    public CallKey Key => new(Result.RunId, Result.ItemId, Result.Repeat, Step, Sample);

    /// <summary>What graders judge by.</summary>
    /// <param name="item">The item as it is today.</param>
    public GradingContext ContextFor(EvalItem item) =>
        new()
        {
            Item = item,
            Messages = Result.Messages,
            Response = Response,
        };

    /// <summary>The response of a result that was kept, to be graded: its text, and what is known of its call.</summary>
    /// <param name="result">The result; a missing output is an empty text.</param>
    public static CallResponse Of(ItemResult result)
    {
        var response = new ChatResponse(new ChatMessage(ChatRole.Assistant, result.Output ?? ""))
        {
            ResponseId = result.ResponseId,
            ModelId = result.ResponseModel,
            FinishReason = result.FinishReason is { } reason ? new ChatFinishReason(reason) : null,
            Usage = RecordedUsage.Of(result.Usage)?.ToDetails(),
        };
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
