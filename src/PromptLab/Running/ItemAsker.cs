using Microsoft.Extensions.AI;
using PromptLab.EvalSets;
using PromptLab.Grading;
using PromptLab.Models;
using PromptLab.Prompts;

namespace PromptLab.Running;

/// <summary>The journey of one item: rendered, asked, graded.</summary>
internal sealed class ItemAsker(GraderSet graders, TimeProvider time)
{
    /// <summary>Asks one item and grades the response. Null where the call was abandoned: then there is nothing to keep.</summary>
    public async Task<ItemResult?> AskAsync(PlannedCall call, CancellationToken abandoned)
    {
        var (target, item, repeat) = call;
        var messages = PromptRenderer.Render(target.Prompt, item.Input);
        var options = ChatRequest.Options(target.Model.Definition, target.Prompt.ResponseSchema, repeat);
        var begun = Begin(call) with
        {
            Messages = messages,
            RequestKey = RequestKey.Of(messages, options),
            StartedAt = time.GetUtcNow(),
        };
        try
        {
            var response = await target.Model.Client.GetResponseAsync(messages, options, abandoned);
            return await GradeAsync(begun, item, response, target.Model.Definition.Price);
        }
        catch (Exception) when (abandoned.IsCancellationRequested)
        {
            return null;
        }
        catch (ModelCallException e)
        {
            return begun with { Failure = e.Failure, Attempts = e.Attempts };
        }
    }

    private static ItemResult Begin(PlannedCall call) => ItemResult.Of(call.Target.RunId, call.Item, call.Repeat);

    // A grading in progress is not cancelled: the response is paid for.
    private async Task<ItemResult> GradeAsync(ItemResult begun, EvalItem item, ChatResponse response, ModelPrice? price)
    {
        var facts = ResponseFacts.Of(response);
        var usage = TokenUsage.From(response.Usage);
        return begun with
        {
            Output = response.Text,
            Grade = await graders.GradeAsync(item, response, CancellationToken.None),
            ResponseId = response.ResponseId,
            ResponseModel = response.ModelId,
            FinishReason = response.FinishReason?.Value,
            RequestId = facts?.RequestId,
            Fingerprint = facts?.Fingerprint,
            Usage = usage,
            CostUsd = Pricing.CostOf(usage, price),
            Latency = facts?.Latency,
            Attempts = facts?.Attempts ?? 1,
            Cached = facts?.Cached ?? false,
        };
    }
}
