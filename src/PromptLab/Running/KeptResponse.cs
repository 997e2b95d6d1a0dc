using Microsoft.Extensions.AI;
using PromptLab.EvalSets;
using PromptLab.Grading;
using PromptLab.Models;

namespace PromptLab.Running;

/// <summary>A response that was kept, for graders: what its result holds of messages, text, usage and facts of the call.</summary>
internal static class KeptResponse
{
    /// <summary>What graders judge by.</summary>
    /// <param name="result">The result, with its output; a missing one is an empty text.</param>
    /// <param name="item">The item as it is today.</param>
    public static GradingContext ContextOf(ItemResult result, EvalItem item)
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
            RequestId = result.RequestId,
            Fingerprint = result.Fingerprint,
            Refusal = result.Refusal,
        }.AttachTo(response);
        return new GradingContext
        {
            Item = item,
            Messages = result.Messages,
            Response = response,
        };
    }
}
