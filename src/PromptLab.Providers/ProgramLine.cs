using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using PromptLab.Models;

namespace PromptLab.Providers;

/// <summary>The lines that go to a program and come back from it.</summary>
internal static partial class ProgramLine
{
    private const int StartLength = 200;

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

    /// <summary>The id of an answer, a number or its text; null where it has none.</summary>
    public static long? IdOf(JsonObject answer) =>
        answer["id"] is not JsonValue id ? null
        : id.TryGetValue(out long number) ? number
        : id.TryGetValue(out string? text) && long.TryParse(text, CultureInfo.InvariantCulture, out number) ? number
        : null;

    /// <summary>The id at the start of a line that is not whole; null where none is seen.</summary>
    public static long? IdAtStart(ReadOnlySpan<byte> line)
    {
        var start = Encoding.UTF8.GetString(line[..Math.Min(line.Length, StartLength)]);
        return
            IdForm().Match(start) is { Success: true } match
            && long.TryParse(match.Groups["id"].ValueSpan, CultureInfo.InvariantCulture, out var id)
            ? id
            : null;
    }

    /// <summary>The response of an answer.</summary>
    /// <exception cref="ModelCallException">It says that the program failed, or has no text.</exception>
    public static ChatResponse ResponseOf(JsonObject answer)
    {
        if (answer["error"] is { } error)
            throw Failed(
                FailureType.ClientError,
                $"The program says: {Short(TextOf(error is JsonObject map && map["message"] is { } message ? message : error))}"
            );
        var calls = ToolCall.Parse(answer["tool_calls"]).Select(call => call.ToContent()).ToList();
        if (!answer.ContainsKey("text") && calls.Count == 0)
            throw Failed(
                FailureType.Malformed,
                $"The program's answer has neither “text” nor “error”; it has {string.Join(", ", answer.Select(pair => $"“{Short(pair.Key)}”"))}."
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

    /// <summary>A failure of a program.</summary>
    public static ModelCallException Failed(FailureType type, string message, Exception? cause = null) =>
        new(new Failure(type, message), cause);

    /// <summary>At most 200 characters of a text on one line.</summary>
    public static string Short(string text)
    {
        const int most = 200;
        var start = text.Length <= most ? text : text[..most] + "…";
        return string.Concat(start.Select(character => char.IsControl(character) ? ' ' : character));
    }

    private static string TextOf(JsonNode? node) =>
        node is null ? ""
        : node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>()
        : node.ToJsonString();

    private static long? CountOf(JsonNode? usage, string name) =>
        usage is JsonObject counts && counts[name] is JsonValue value && value.TryGetValue(out long count) && count >= 0 ? count : null;

    [GeneratedRegex("""^\{\s*"id"\s*:\s*"?(?<id>[0-9]{1,18})"?\s*,""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IdForm();
}
