using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PromptLab.Files;
using PromptLab.Models;

namespace PromptLab.Grading.Structure;

/// <summary>
/// Finds the calls of functions in a response: its tool calls; else JSON in its text, in the forms of the usual providers; else calls as
/// Python writes them.
/// </summary>
internal sealed partial class CallReader(ResponseReader reader)
{
    private const string Fence = "```";

    // As providers name them.
    private static readonly string[] ArgumentKeys = ["arguments", "parameters", "input"];

    /// <summary>The calls in order, none if there are none; or the score of a response that is undecided.</summary>
    /// <param name="context">The response.</param>
    /// <param name="known">The names of the functions; null if they are not known.</param>
    public (IReadOnlyList<MadeCall> Calls, Score? Failure) Read(GradingContext context, IReadOnlyCollection<string>? known)
    {
        if (ToolCall.Of(context.Response) is { } calls)
            return ([.. calls.Select(call => new MadeCall(call.Name, call.Arguments))], null);
        var (text, failure) = reader.ReadRaw(context);
        if (failure is not null)
            return ([], failure.Value is null ? failure : null); // where nothing could be extracted, nothing was called
        var found = JsonInText.All(text, context.Budget).SelectMany(CallsIn).ToList();
        if (found.Count > 0)
            return (found, null);
        // A call that is cut off or not valid is a call nevertheless.
        if (BrokenCall().Match(text) is { Success: true } broken)
            return ([new MadeCall(broken.Groups["name"].Value, null)], null);
        return (InPython(text, known, context.Budget), null);
    }

    private static IEnumerable<MadeCall> CallsIn(JsonNode? node) =>
        node switch
        {
            JsonArray list => list.SelectMany(entry => entry is JsonObject ? CallsIn(entry) : []),
            JsonObject map when (map["tool_calls"] ?? map["function_call"]) is { } inner => CallsIn(inner),
            JsonObject map when map["function"] is JsonObject function => CallOf(function),
            JsonObject map when ArgumentKeys.Any(map.ContainsKey) && !IsDefinition(map) => CallOf(map),
            _ => [],
        };

    private static IEnumerable<MadeCall> CallOf(JsonObject map) =>
        NameOf(map) is { } name && !IsDefinition(map) ? [new MadeCall(name, ArgumentsOf(map))] : [];

    // A definition that is quoted has the schema of the parameters where a call has their values.
    private static bool IsDefinition(JsonObject map) => map["parameters"] is JsonObject schema && schema["properties"] is JsonObject;

    private static string? NameOf(JsonObject map) =>
        (map["name"] ?? map["function"]) is JsonValue value && value.TryGetValue(out string? name) && name.Length > 0 ? name : null;

    private static JsonObject? ArgumentsOf(JsonObject map)
    {
        var arguments = ArgumentKeys.Select(key => map[key]).FirstOrDefault(value => value is not null);
        if (arguments is null)
            return [];
        if (arguments is not JsonValue value || !value.TryGetValue(out string? text))
            return arguments as JsonObject;
        return text.Trim().Length == 0 ? [] : StrictJson.Parse(text, out _) as JsonObject;
    }

    // The whole text, else whole code fences, else whole lines. Prose and code that is not a call may stand beside the latter two.
    private static IReadOnlyList<MadeCall> InPython(string text, IReadOnlyCollection<string>? known, WorkBudget budget)
    {
        if (PythonCalls.Read(text, budget) is { } whole)
            return whole;
        var parts = CodeFence.Contents(text).ToList();
        var isFence =
            text.Trim() is var trimmed
            && trimmed.StartsWith(Fence, StringComparison.Ordinal)
            && trimmed.EndsWith(Fence, StringComparison.Ordinal);
        if (parts is [var only] && isFence)
            return PythonCalls.Read(only, budget) ?? [];
        var calls = (parts.Count > 0 ? parts : LinesAndSpans(text))
            .Select(part => PythonCalls.Read(part, budget))
            .SelectMany(found => found ?? []);
        return [.. calls.Where(call => known is null || known.Contains(call.Name))];
    }

    // A line of its own, also of a list, or what stands in inline code or is set in bold.
    private static IEnumerable<string> LinesAndSpans(string text)
    {
        var spans = Span().Matches(text).Select(match => match.Groups["code"].Value.Trim('*')).ToList();
        return spans.Count > 0 ? spans : text.Split('\n').Select(line => ListMark().Replace(line, ""));
    }

    [GeneratedRegex(@"`(?<code>[^`\n]+)`|\*\*(?<code>[^*\n]+)\*\*", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Span();

    [GeneratedRegex(@"^\s*([-*•]|\d{1,3}[.)])\s+", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ListMark();

    [GeneratedRegex(
        @"""name""\s*:\s*""(?<name>[^""\\]{1,200})""\s*,\s*""(?:arguments|parameters)""\s*:",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex BrokenCall();
}
