using Microsoft.Extensions.AI;
using PromptLab.EvalSets;
using PromptLab.Models;
using PromptLab.Prompts;

namespace PromptLab.Running;

/// <summary>Executes one call of a plan: renders the messages, calls the model, saves the response and grades it.</summary>
internal sealed class CallExecutor(RunPlan plan, IRunWriter writer, TimeProvider time)
{
    /// <summary>
    /// Calls the model and grades the response. A response that the plan already has is only graded. Returns null, for no result,
    /// where the call was cancelled or never sent, or where grading was cancelled.
    /// </summary>
    /// <param name="call">The call to execute.</param>
    /// <param name="callToken">Cancels the call.</param>
    /// <param name="gradingToken">Cancels the grading of a response that is already saved.</param>
    public async Task<ItemResult?> ExecuteAsync(PlannedCall call, CancellationToken callToken, CancellationToken gradingToken)
    {
        if (plan.UngradedResponses.TryGetValue(call.Key, out var saved))
            return plan.DefersGrading ? null : await GradeAsync(call.Item, WithMessages(saved, call), gradingToken);
        var (target, item) = (call.Target, call.Item);
        var messages = PromptRenderer.Render(call.Prompt, item.Input);
        var options = PromptRequest.Options(target.Model.Definition, call.Prompt, item.Input, call.Repeat, call.Step, call.Sample);
        var started = ItemResult.Of(target.RunId, item, call.Repeat) with
        {
            Messages = messages,
            RequestKey = RequestKey.AttachTo(options, messages),
            StartedAt = time.GetUtcNow(),
        };
        CallResponse callResponse;
        try
        {
            var response = await target.Model.Client.GetResponseAsync(LoadedMessages.Of(messages, item), options, callToken)
                ?? throw new ModelCallException(ClientFailure.NoResponse);
            var result = WithFacts(started, response, ResponseFacts.Of(response), target.Model.Definition.Price);
            callResponse = new CallResponse(result with { Output = response.Text, ToolCalls = ToolCall.Of(response) }, response)
            {
                Step = call.Step,
                Sample = call.Sample,
            };
        }
        catch (Exception e) when (e is CallNotMadeException || callToken.IsCancellationRequested)
        {
            return null;
        }
        catch (ModelCallException e)
        {
            return WithFacts(started, e.Response, e.Facts, target.Model.Definition.Price) with { Failure = e.Failure };
        }
        catch (Exception e)
        {
            // Custom chat clients may throw anything: it fails this call and no other.
            return started with { Failure = ClientFailure.Of(e), Attempts = 1 };
        }

        if (plan.DefersGrading && Silence.Of(callResponse.Response) is { } silence)
            return callResponse.Result with { Failure = silence };
        if (plan.DefersGrading || !plan.Graders.IsImmediateFor(callResponse.Response.Text))
            await writer.KeepAsync(callResponse);
        return plan.DefersGrading ? null : await GradeAsync(item, callResponse, gradingToken);
    }

    // A response to an item of the holdout is kept without what was asked.
    private static CallResponse WithMessages(CallResponse saved, PlannedCall call) =>
        saved.Result.Messages.Count > 0
            ? saved
            : saved with
            {
                Result = saved.Result with { Messages = PromptRenderer.Render(call.Prompt, call.Item.Input) },
            };

    // Immediate grading is never cancelled: the response is paid for, and only its result preserves it.
    private async Task<ItemResult?> GradeAsync(EvalItem item, CallResponse callResponse, CancellationToken gradingToken)
    {
        // One that an earlier version saved; a new one without an answer is a failed call.
        if (Silence.Of(callResponse.Response) is { } silence)
            return callResponse.Result with { Failure = silence };
        var isSaved = plan.UngradedResponses.ContainsKey(callResponse.Key) || !plan.Graders.IsImmediateFor(callResponse.Response.Text);
        if (isSaved && gradingToken.IsCancellationRequested)
            return null;
        try
        {
            var context = callResponse.ContextFor(item) with { Models = plan.GraderModels };
            var grade = await plan.Graders.GradeAsync(context, isSaved ? gradingToken : CancellationToken.None);
            return callResponse.Result with { Grade = grade };
        }
        catch (Exception e) when (isSaved && (e is CallNotMadeException || gradingToken.IsCancellationRequested))
        {
            return null;
        }
    }

    // Facts of a failed call are recorded too: its tokens are paid for.
    private static ItemResult WithFacts(ItemResult started, ChatResponse? response, ResponseFacts facts, ModelPrice? price)
    {
        var usage = TokenUsage.From(response?.Usage);
        var cost = Pricing.CostOf(TokenUsage.Sum(usage, facts.RetriedUsage), price);
        return started with
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
