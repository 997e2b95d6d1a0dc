using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptLab.Providers;

/// <summary>
/// Puts a streamed answer of Ollama, one JSON object a line, together to the one that it would have sent without streaming.
/// </summary>
internal static class OllamaStream
{
    /// <summary>
    /// The answer, or the error that the stream holds; null where the stream was cut off, since a part of an answer is none.
    /// </summary>
    public static JsonElement? Join(IEnumerable<string> lines)
    {
        var (text, thinking) = (new StringBuilder(), new StringBuilder());
        JsonArray calls = [];
        foreach (var line in lines.Select(EventStream.Parse))
        {
            if (ErrorBody.InReply(line, hasAnswer: true) is not null)
                return line;
            text.Append(line.Find("message")?.TextOf("content"));
            thinking.Append(line.Find("message")?.TextOf("thinking"));
            if (line.Find("message")?.Find("tool_calls") is { ValueKind: JsonValueKind.Array } called)
                calls = [.. calls.Select(call => call?.DeepClone()), .. called.EnumerateArray().Select(call => call.ToNode())];
            if (line.Find("done") is not { ValueKind: JsonValueKind.True })
                continue;
            var answer = (JsonObject)line.ToNode()!;
            var message = new JsonObject { ["role"] = "assistant", ["content"] = text.ToString() };
            if (thinking.Length > 0)
                message["thinking"] = thinking.ToString();
            if (calls.Count > 0)
                message["tool_calls"] = calls;
            answer["message"] = message;
            return JsonSerializer.SerializeToElement(answer);
        }

        return null;
    }
}
