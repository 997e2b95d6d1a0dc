using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using PromptLab.Models;
using PromptLab.Programs;

namespace PromptLab.Providers;

/// <summary>The lines that go to a program and come back from it.</summary>
internal static class ProgramLine
{
    private static readonly string[] Parameters =
    [
        "seed",
        "temperature",
        "top_p",
        "max_output_tokens",
        "stop",
        "response_format",
        "response_schema",
        "reasoning_effort",
        "tools",
    ];

    /// <summary>The request: id, model, messages, and whatever else is set.</summary>
    public static JsonObject RequestOf(long id, IReadOnlyList<ChatMessage> messages, ChatOptions options, bool sendsInput)
    {
        var values = new RequestValues(messages, options);
        var request = new JsonObject
        {
            ["id"] = id,
            ["model"] = options.ModelId,
            ["messages"] = values.Find("messages"),
        };
        if (sendsInput)
            request["input"] = ChatRequest.InputOf(options)?.DeepClone() ?? new JsonObject();
        foreach (var name in Parameters)
        {
            if (values.Find(name) is { } value)
                request[name] = value;
        }

        return request;
    }

    /// <summary>The response of an answer.</summary>
    /// <exception cref="ModelCallException">It says that the program failed, or has no text.</exception>
    public static ChatResponse ResponseOf(JsonObject answer)
    {
        if (answer["error"] is { } error)
            throw ReplyLine.Failed(
                FailureType.ClientError,
                $"The program says: {ReplyLine.Short(TextOf(error is JsonObject map && map["message"] is { } message ? message : error))}"
            );
        var calls = ToolCall.Parse(answer["tool_calls"]).Select(call => call.ToContent()).ToList();
        if (!answer.ContainsKey("text") && calls.Count == 0)
            throw ReplyLine.Failed(
                FailureType.Malformed,
                $"The program's answer has neither “text” nor “error”; it has {string.Join(", ", answer.Select(pair => $"“{ReplyLine.Short(pair.Key)}”"))}."
            );
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, [new TextContent(TextOf(answer["text"])), .. calls]))
        {
            FinishReason = TextOf(answer["finish_reason"]) is { Length: > 0 } reason ? new ChatFinishReason(reason) : null,
            Usage = new UsageDetails
            {
                InputTokenCount = CountOf(answer["usage"], "input_tokens"),
                OutputTokenCount = CountOf(answer["usage"], "output_tokens"),
            },
        };
    }

    private static string TextOf(JsonNode? node) =>
        node is null ? ""
        : node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>()
        : node.ToJsonString();

    private static long? CountOf(JsonNode? usage, string name) =>
        usage is JsonObject counts && counts[name] is JsonValue value && value.TryGetValue(out long count) && count >= 0 ? count : null;
}
