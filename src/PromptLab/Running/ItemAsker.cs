using Microsoft.Extensions.AI;
using PromptLab.EvalSets;
using PromptLab.Models;
using PromptLab.Prompts;

namespace PromptLab.Running;

/// <summary>The journey of one item: rendered, asked, kept, graded.</summary>
internal sealed class ItemAsker(RunPlan plan, IRunWriter writer, TimeProvider time)
{
    /// <summary>
    /// Asks one call and grades the response; where the response is known it is graded alone. Null where the call was
    /// abandoned or not made, or its grading was ended: then there is no result.
    /// </summary>
    /// <param name="call">The call.</param>
    /// <param name="abandoned">Ends the call.</param>
    /// <param name="ungraded">Ends the grading of a response that is kept.</param>
    public async Task<ItemResult?> AskAsync(PlannedCall call, CancellationToken abandoned, CancellationToken ungraded)
    {
        if (plan.Responses.TryGetValue(call.Key, out var known))
            return await GradeAsync(call.Item, known, ungraded);
        var (target, item) = (call.Target, call.Item);
        var messages = PromptRenderer.Render(call.Prompt, item.Input);
        var options = ChatRequest.Options(target.Model.Definition, call.Prompt.ResponseSchema, call.Repeat, call.Step, call.Sample);
        var begun = ItemResult.Of(target.RunId, item, call.Repeat) with
        {
            Messages = messages,
            RequestKey = RequestKey.AttachTo(options, messages),
            StartedAt = time.GetUtcNow(),
        };
        CallResponse answer;
        try
        {
            var response = await target.Model.Client.GetResponseAsync(messages, options, abandoned)
                ?? throw new ModelCallException(ClientFailure.NoResponse);
            var result = Note(begun, response, ResponseFacts.Of(response), target.Model.Definition.Price);
            answer = new CallResponse(result with { Output = response.Text }, response) { Step = call.Step, Sample = call.Sample };
        }
        catch (Exception e) when (e is CallNotMadeException || abandoned.IsCancellationRequested)
        {
            return null;
        }
        catch (ModelCallException e)
        {
            return Note(begun, e.Response, e.Facts, target.Model.Definition.Price) with { Failure = e.Failure };
        }
        catch (Exception e)
        {
            // The client is somebody else's: whatever it throws fails this call and no other.
            return begun with { Failure = ClientFailure.Of(e), Attempts = 1 };
        }

        if (!plan.Graders.IsImmediate)
            await writer.KeepAsync(answer);
        return await GradeAsync(item, answer, ungraded);
    }

    // What is graded at once is not cancelled: nothing but its result holds the response, which is paid for.
    private async Task<ItemResult?> GradeAsync(EvalItem item, CallResponse answer, CancellationToken ungraded)
    {
        var isKept = !plan.Graders.IsImmediate;
        if (isKept && ungraded.IsCancellationRequested)
            return null;
        try
        {
            var context = answer.ContextFor(item) with { Models = plan.GraderModels };
            var grading = plan.Graders.GradeAsync(context, isKept ? ungraded : CancellationToken.None);
            // A grader that does not listen is left behind.
            var grade = isKept ? await grading.AsTask().WaitAsync(ungraded) : await grading;
            return answer.Result with { Grade = grade };
        }
        catch (Exception e) when (isKept && (e is CallNotMadeException || ungraded.IsCancellationRequested))
        {
            return null;
        }
    }

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
