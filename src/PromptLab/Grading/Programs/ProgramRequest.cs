using System.Text.Json.Nodes;
using PromptLab.EvalSets;
using PromptLab.Models;

namespace PromptLab.Grading.Programs;

/// <summary>What a program is told of a response. Every field is always there; null is unknown, or there is none.</summary>
internal static class ProgramRequest
{
    public static JsonObject Of(string grader, GradingContext context, JsonObject? options) =>
        new()
        {
            ["grader"] = grader,
            ["item"] = ItemOf(context.Item),
            ["response"] = ResponseOf(context),
            ["messages"] = MessageJson.Of(context.Messages),
            ["facts"] = FactsOf(context),
            ["options"] = options?.DeepClone() ?? new JsonObject(),
        };

    private static JsonObject ItemOf(EvalItem item) =>
        new()
        {
            ["id"] = item.Id,
            ["input"] = new JsonObject(item.Input.Select(field => KeyValuePair.Create(field.Key, (JsonNode?)field.Value.DeepClone()))),
            ["expected"] = item.Expected?.DeepClone(),
            ["tags"] = new JsonArray([.. item.Tags.Select(tag => JsonValue.Create(tag))]),
        };

    private static JsonObject ResponseOf(GradingContext context) =>
        new()
        {
            ["text"] = context.Response.Text,
            ["tool_calls"] = new JsonArray([.. (ToolCall.Of(context.Response) ?? []).Select(call => call.ToJson())]),
            ["finish_reason"] = context.Response.FinishReason?.Value,
            ["model"] = context.Response.ModelId,
        };

    private static JsonObject FactsOf(GradingContext context)
    {
        var usage = TokenUsage.From(context.Response.Usage);
        return new JsonObject
        {
            ["latency_ms"] = context.Facts.Latency?.TotalMilliseconds,
            ["input_tokens"] = usage?.Input,
            ["output_tokens"] = usage?.Output,
            ["cost_usd"] = context.CostUsd,
        };
    }
}
