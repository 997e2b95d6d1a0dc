using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptLab.Providers;

/// <summary>Puts a streamed chat completion together to the one that the server would have sent without streaming.</summary>
internal sealed class OpenAIStream
{
    private static readonly string[] Names = ["id", "created", "model", "system_fingerprint"];
    private static readonly string[] ReasoningFields = ["reasoning_content", "reasoning", "thinking"];

    private readonly JsonObject _completion = [];
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _refusal = new();
    private readonly StringBuilder _reasoning = new();
    private readonly SortedDictionary<long, (string? Id, string Name, StringBuilder Arguments)> _calls = [];
    private JsonElement? _finish;
    private bool _hasText;
    private bool _hasEnded;

    /// <summary>
    /// The completion, or the error that the stream holds; null where the stream was cut off, since a part of an answer is none.
    /// </summary>
    public static JsonElement? Join(IEnumerable<string> events)
    {
        var stream = new OpenAIStream();
        foreach (var data in events)
        {
            if (EventStream.IsEnd(data))
            {
                stream._hasEnded = true;
                break;
            }

            var chunk = EventStream.Parse(data);
            if (ErrorBody.InReply(chunk, hasAnswer: true) is not null)
                return chunk;
            stream.Add(chunk);
        }

        return stream._hasEnded || stream._finish is not null ? stream.Completion() : null;
    }

    private void Add(JsonElement chunk)
    {
        foreach (var name in Names.Where(name => _completion[name] is null && chunk.Find(name) is not null))
            _completion[name] = chunk.Find(name)!.Value.ToNode();
        if (chunk.Find("usage") is { } usage)
            _completion["usage"] = usage.ToNode();
        if (chunk.Find("choices").FirstOf() is not { } choice)
            return;
        _finish = choice.Find("finish_reason") ?? _finish;
        if ((choice.Find("delta") ?? choice.Find("message")) is { } delta)
            AddDelta(delta);
        else if (choice.TextOf("text") is { } text)
            AddText(text);
    }

    private void AddDelta(JsonElement delta)
    {
        if (ReplyText.Of(delta.Find("content")) is { } text)
            AddText(text);
        _refusal.Append(delta.TextOf("refusal"));
        _reasoning.Append(ReasoningFields.Select(field => delta.TextOf(field)).FirstOrDefault(thought => thought is not null));
        if (delta.Find("tool_calls") is not { ValueKind: JsonValueKind.Array } calls)
            return;
        foreach (var call in calls.EnumerateArray())
        {
            var index = call.CountOf("index") ?? 0;
            var known = _calls.GetValueOrDefault(index, (null, "", new StringBuilder()));
            known.Arguments.Append(call.Find("function")?.TextOf("arguments"));
            _calls[index] = (known.Id ?? call.TextOf("id"), known.Name + call.Find("function")?.TextOf("name"), known.Arguments);
        }
    }

    private void AddText(string text)
    {
        _hasText = true;
        _text.Append(text);
    }

    private JsonElement Completion()
    {
        var message = new JsonObject { ["role"] = "assistant", ["content"] = _hasText ? _text.ToString() : null };
        if (_refusal.Length > 0)
            message["refusal"] = _refusal.ToString();
        if (_reasoning.Length > 0)
            message["reasoning_content"] = _reasoning.ToString();
        if (_calls.Count > 0)
            message["tool_calls"] = new JsonArray([
                .. _calls.Values.Select(call =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["id"] = call.Id ?? "call",
                            ["type"] = "function",
                            ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = call.Arguments.ToString() },
                        }
                ),
            ]);
        _completion["object"] = "chat.completion";
        _completion["choices"] = new JsonArray(
            new JsonObject
            {
                ["index"] = 0,
                ["message"] = message,
                ["finish_reason"] = _finish?.ToNode(),
            }
        );
        return JsonSerializer.SerializeToElement(_completion);
    }
}
