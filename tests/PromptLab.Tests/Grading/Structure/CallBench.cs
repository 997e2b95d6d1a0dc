using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using PromptLab.EvalSets;
using PromptLab.Grading;
using PromptLab.Models;

namespace PromptLab.Tests.Grading.Structure;

/// <summary>Calls of functions as responses have them: as tool calls, as JSON and as Python.</summary>
internal static class CallBench
{
    /// <summary>An item with functions, whose expected answer may be null.</summary>
    public static string Item(string expected, string functions = "[]", string id = "a") =>
        $$"""{"id": "{{id}}", "input": {"message": "hello", "functions": {{functions}}}, "expected": {{expected}}}""";

    /// <summary>The score of a response that makes tool calls.</summary>
    public static async Task<Score> ScoreAsync(GraderSet graders, EvalItem item, params IEnumerable<JsonObject> calls)
    {
        var contents = calls
            .Select(call => (AIContent)new ToolCall((string)call["name"]!, call["arguments"] as JsonObject).ToContent())
            .ToList();
        return await ScoreAsync(graders, item, new ChatMessage(ChatRole.Assistant, contents));
    }

    /// <summary>The score of a text.</summary>
    public static Task<Score> ScoreTextAsync(GraderSet graders, EvalItem item, string text) =>
        ScoreAsync(graders, item, new ChatMessage(ChatRole.Assistant, text));

    /// <summary>A call as JSON.</summary>
    public static JsonObject Call(string name, JsonObject arguments) => new() { ["name"] = name, ["arguments"] = arguments.DeepClone() };

    /// <summary>Calls as Python writes them.</summary>
    public static string PythonOf(IEnumerable<JsonObject> calls) =>
        $"[{string.Join(", ", calls.Select(call => $"{call["name"]}({string.Join(", ", call["arguments"]!.AsObject().Select(argument => $"{argument.Key}={PythonOf(argument.Value)}"))})"))}]";

    private static string PythonOf(JsonNode? value) =>
        value switch
        {
            null => "None",
            JsonObject map =>
                $"{{{string.Join(", ", map.Select(pair => $"{PythonOf(JsonValue.Create(pair.Key))}: {PythonOf(pair.Value)}"))}}}",
            JsonArray list => $"[{string.Join(", ", list.Select(PythonOf))}]",
            JsonValue scalar when scalar.TryGetValue(out bool flag) => flag ? "True" : "False",
            JsonValue scalar when scalar.TryGetValue(out string? text) =>
                $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}'",
            _ => value.ToJsonString(),
        };

    private static async Task<Score> ScoreAsync(GraderSet graders, EvalItem item, ChatMessage message) =>
        (
            await graders.GradeAsync(
                new GradingContext { Item = item, Response = new ChatResponse(message) },
                TestContext.Current.CancellationToken
            )
        )
            .Verdicts[0]
            .Score;
}
