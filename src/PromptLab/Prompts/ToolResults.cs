using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using PromptLab.Files;

namespace PromptLab.Prompts;

/// <summary>
/// The calls that a model has made already and what they gave, as the value <c>tool_results</c> of an item: a JSON array of
/// <c>{"name": tool, "arguments": object, "result": any}</c>. They are sent after the current query.
/// </summary>
internal static class ToolResults
{
    /// <summary>The input field that holds them, in eval sets whose prompts have tools.</summary>
    public const string Field = "tool_results";

    private const string Shape =
        "“tool_results” is a JSON array: [{\"name\": \"find_order\", \"arguments\": {\"number\": \"A-1\"}, \"result\": \"…\"}, …].";

    /// <summary>
    /// One message of the assistant with all calls, and a message of a tool for each result; empty, with a sentence in
    /// <paramref name="problem"/>, if the value is something else.
    /// </summary>
    public static IReadOnlyList<ChatMessage> Read(JsonNode value, IReadOnlyList<PromptTool> tools, out string? problem)
    {
        problem = null;
        if (Parse(value) is not JsonArray list)
        {
            problem = value is JsonValue blank && blank.TryGetValue(out string? text) && text.Trim().Length == 0 ? null : Shape;
            return [];
        }

        var (calls, results) = (new List<AIContent>(), new List<ChatMessage>());
        foreach (var entry in list)
        {
            problem ??= ProblemOf(entry, tools);
            if (problem is not null)
                return [];
            var call = (JsonObject)entry!;
            var id = FormattableString.Invariant($"call_{calls.Count + 1}");
            calls.Add(new FunctionCallContent(id, call["name"]!.GetValue<string>(), ArgumentsOf(call)));
            results.Add(new ChatMessage(ChatRole.Tool, [new FunctionResultContent(id, CanonicalJson.TextOf(call["result"]))]));
        }

        return calls.Count == 0 ? [] : [new ChatMessage(ChatRole.Assistant, calls), .. results];
    }

    private static string? ProblemOf(JsonNode? entry, IReadOnlyList<PromptTool> tools)
    {
        if (
            entry is not JsonObject call
            || call["name"] is not JsonValue named
            || !named.TryGetValue(out string? name)
            || !call.ContainsKey("result")
            || call["arguments"] is not (null or JsonObject)
            || call.Any(field => field.Key is not ("name" or "arguments" or "result"))
        )
            return Shape;
        return tools.Any(tool => tool.Name == name)
            ? null
            : $"“tool_results” has a result of “{name}”, which is no tool of the prompt. Its tools are {string.Join(", ", tools.Select(tool => tool.Name))}.";
    }

    private static Dictionary<string, object?> ArgumentsOf(JsonObject call) =>
        (call["arguments"] as JsonObject ?? []).ToDictionary(
            pair => pair.Key,
            pair => (object?)JsonSerializer.SerializeToElement(pair.Value),
            StringComparer.Ordinal
        );

    // A cell of a CSV file is a text.
    private static JsonNode? Parse(JsonNode value)
    {
        if (value is not JsonValue scalar || !scalar.TryGetValue(out string? text))
            return value;
        try
        {
            return JsonDepth.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
