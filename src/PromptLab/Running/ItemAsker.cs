using Microsoft.Extensions.AI;
using PromptLab.Grading;
using PromptLab.Models;
using PromptLab.Prompts;

namespace PromptLab.Running;

/// <summary>The journey of one item: rendered, asked, graded.</summary>
internal sealed class ItemAsker(GraderSet graders, TimeProvider time)
{
    /// <summary>
    /// Asks one item and grades the response. Null where the call was abandoned or not made: then there is nothing to
    /// keep.
    /// </summary>
    public async Task<ItemResult?> AskAsync(PlannedCall call, CancellationToken abandoned)
    {
        var (target, item, repeat) = call;
        var messages = PromptRenderer.Render(target.Prompt, item.Input);
        var options = ChatRequest.Options(target.Model.Definition, target.Prompt.ResponseSchema, repeat);
        var begun = Begin(call) with
        {
            Messages = messages,
            RequestKey = RequestKey.NoteIn(options, messages),
            StartedAt = time.GetUtcNow(),
        };
        try
        {
            var response = await target.Model.Client.GetResponseAsync(messages, options, abandoned);
            // A grading in progress is not cancelled: the response is paid for.
            var grade = await graders.GradeAsync(
                new GradingContext
                {
                    Item = item,
                    Messages = messages,
                    Response = response,
                },
                CancellationToken.None
            );
            return Note(begun, response, ResponseFacts.Of(response), target.Model.Definition.Price) with
            {
                Output = response.Text,
                Grade = grade,
            };
        }
        catch (Exception e) when (e is NotAskedException || abandoned.IsCancellationRequested)
        {
            return null;
        }
        catch (ModelCallException e)
        {
            return Note(begun, e.Response, e.Facts, target.Model.Definition.Price) with { Failure = e.Failure };
        }
    }

    private static ItemResult Begin(PlannedCall call) => ItemResult.Of(call.Target.RunId, call.Item, call.Repeat);

    // What a failed call brought back is noted too: its tokens are paid for.
    private static ItemResult Note(ItemResult begun, ChatResponse? response, ResponseFacts facts, ModelPrice? price)
    {
        var usage = TokenUsage.From(response?.Usage);
        var cost = Pricing.CostOf(TokenUsage.Sum(usage, facts.RetriedUsage), price);
        return begun with
        {
            ResponseId = response?.ResponseId,
            ResponseModel = response?.ModelId,
            FinishReason = response?.FinishReason?.Value,
            RequestId = facts.RequestId,
            Fingerprint = facts.Fingerprint,
            Refusal = facts.Refusal,
            Usage = usage,
            RetriedUsage = facts.RetriedUsage,
            CostUsd = facts.IsPaidFor ? 0 : cost,
            OriginalCostUsd =
                facts.IsPaidFor ? facts.OriginalCostUsd
                : facts.Cached ? cost
                : null,
            Latency = facts.Latency,
            Attempts = facts.Attempts,
            Waits = facts.Waits,
            Cached = facts.Cached,
        };
    }
}
