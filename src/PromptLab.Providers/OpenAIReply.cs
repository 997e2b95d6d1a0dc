using System.ClientModel.Primitives;
using System.Text.Json;
using System.Text.Json.Nodes;
using OpenAI.Chat;

namespace PromptLab.Providers;

/// <summary>
/// Reads what servers call a chat completion. OpenAI's client takes only its own protocol to the letter; of a body that it would
/// refuse, or misread, the answer is written anew in that protocol.
/// </summary>
internal static class OpenAIReply
{
    private const string FinishReason = "finish_reason";
    private static readonly string[] InputNames = ["prompt_tokens", "input_tokens"];
    private static readonly string[] OutputNames = ["completion_tokens", "output_tokens"];

    /// <summary>The body that the client reads.</summary>
    /// <param name="body">The body as it came.</param>
    /// <param name="root">The same, parsed.</param>
    public static ReplyBody Read(byte[] body, JsonElement root)
    {
        if (root.Find("choices").FirstOf() is not { ValueKind: JsonValueKind.Object } choice || MessageOf(choice) is not { } message)
            return new ReplyBody(body);
        var theirs = choice.Find(FinishReason) is { } reason ? WordOf(reason) : null;
        var known = theirs is not null && FinishWords.IsKnown(theirs);
        return known && IsReadable(body, root, choice)
            ? new ReplyBody(body)
            : new ReplyBody(Rebuild(root, choice, message, theirs))
            {
                FinishReason = known ? null : theirs,
                LacksFinishReason = theirs is null,
            };
    }

    private static string? WordOf(JsonElement reason) =>
        reason.ValueKind == JsonValueKind.String
            ? (string.IsNullOrWhiteSpace(reason.GetString()) ? null : reason.GetString())
            : reason.GetRawText();

    // The older protocol of completions has the text in the choice itself.
    private static JsonElement? MessageOf(JsonElement choice) =>
        choice.Find("message") is { ValueKind: JsonValueKind.Object } message ? message
        : choice.Find("text") is { ValueKind: JsonValueKind.String } ? choice
        : null;

    private static bool IsReadable(byte[] body, JsonElement root, JsonElement choice)
    {
        var content = choice.Find("message")?.Find("content");
        if (content is not (null or { ValueKind: JsonValueKind.String }) && !ReplyText.IsPlainList(content.Value))
            return false;
        if (root.Find("usage") is { } usage && (usage.CountOf("prompt_tokens") is null || usage.CountOf("completion_tokens") is null))
            return false; // the client would read a count that is missing as 0
        try
        {
            var completion = ModelReaderWriter.Read<ChatCompletion>(BinaryData.FromBytes(body));
            return completion is not null && completion.ToolCalls.All(call => call is { Id: not null, FunctionArguments: not null });
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return false; // the client has no exception of its own for this
        }
    }

    private static byte[] Rebuild(JsonElement root, JsonElement choice, JsonElement message, string? theirs)
    {
        var finish = theirs is null ? "stop" : FinishWords.Translate(theirs);
        var answer = new JsonObject
        {
            ["role"] = "assistant",
            ["content"] = ReplyText.Of(message.Find("content") ?? message.Find("text")),
            ["refusal"] = message.TextOf("refusal"),
        };
        if (ReplyText.ReasoningOf(message) is { } reasoning)
            answer["reasoning_content"] = reasoning;
        if (message.Find("tool_calls") is { ValueKind: JsonValueKind.Array } calls && calls.GetArrayLength() > 0)
            answer["tool_calls"] = new JsonArray([.. calls.EnumerateArray().Select(CallOf)]);
        var completion = new JsonObject
        {
            ["id"] = root.TextOf("id"),
            ["object"] = "chat.completion",
            ["created"] = root.CountOf("created") is { } created and <= uint.MaxValue ? created : 0,
            ["model"] = root.TextOf("model"),
            ["system_fingerprint"] = root.TextOf("system_fingerprint"),
            ["choices"] = new JsonArray(
                new JsonObject
                {
                    ["index"] = 0,
                    ["message"] = answer,
                    [FinishReason] = FinishWords.IsKnown(finish) ? finish : "stop",
                }
            ),
        };
        if (root.Find("usage") is { } usage && UsageOf(usage) is { } counts)
            completion["usage"] = counts;
        return JsonSerializer.SerializeToUtf8Bytes(completion);
    }

    private static JsonNode CallOf(JsonElement call, int index) =>
        new JsonObject
        {
            ["id"] = call.TextOf("id") ?? FormattableString.Invariant($"call-{index + 1}"),
            ["type"] = "function",
            ["function"] = new JsonObject
            {
                ["name"] = call.Find("function")?.TextOf("name") ?? "",
                ["arguments"] = call.Find("function")?.TextOf("arguments")
                    ?? call.Find("function")?.Find("arguments")?.GetRawText()
                    ?? "{}",
            },
        };

    // Null where a count is missing: it is unknown then, and not 0.
    private static JsonObject? UsageOf(JsonElement usage)
    {
        if (usage.CountOf(InputNames) is not { } input || usage.CountOf(OutputNames) is not { } output)
            return null;
        var counts = new JsonObject
        {
            ["prompt_tokens"] = input,
            ["completion_tokens"] = output,
            ["total_tokens"] = input + output,
        };
        if (usage.Find("prompt_tokens_details")?.CountOf("cached_tokens") is { } cached)
            counts["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = cached };
        if (usage.Find("completion_tokens_details")?.CountOf("reasoning_tokens") is { } reasoning)
            counts["completion_tokens_details"] = new JsonObject { ["reasoning_tokens"] = reasoning };
        return counts;
    }
}
