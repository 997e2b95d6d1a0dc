using System.Text.Json.Nodes;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Models;

namespace PromptLab.Grading;

/// <summary>The calls of tools that a <c>tool-call</c> grader wants of each item, and how their arguments are compared.</summary>
internal sealed class WantedCalls
{
    private const string NoCall = "none";

    private readonly bool _none;
    private readonly ValueSource? _name;
    private readonly JsonNode? _arguments;
    private readonly bool _isSubset;
    private readonly TextNormaliser _normaliser;

    private WantedCalls(bool none, ValueSource? name, JsonNode? arguments, bool isSubset, TextNormaliser normaliser) =>
        (_none, _name, _arguments, _isSubset, _normaliser) = (none, name, arguments, isSubset, normaliser);

    /// <summary>Reads the options; null, with problems reported, where they or an item's expected answer are invalid.</summary>
    public static WantedCalls? Read(GraderSetup setup, bool none)
    {
        var options = setup.Options;
        var name = options.Text("name");
        var arguments = options.Json("arguments");
        if (options.Has("arguments") && arguments is not JsonObject && !(arguments is JsonValue text && IsReference(text)))
            options.Problem("arguments", "“arguments” takes a mapping of the wanted arguments, or a reference such as '{expected}'.");
        if (options.Has("arguments") && name is null && !none)
            options.Problem("arguments", "“arguments” needs “name”, the tool that they belong to.");
        var isSubset = options.Choice("match", "equal", "subset") == "subset";
        var wanted = new WantedCalls(
            none,
            name is null ? null : new ValueSource(name),
            arguments,
            isSubset,
            TextNormaliser.Of(options, ignoreCase: false)
        );
        if (name is not null)
            setup.WarnOfBraces("name", name);
        var before = setup.Problems.Found.Count;
        foreach (var item in none ? [] : setup.Items)
        {
            if (wanted.ProblemOf(item) is { } problem)
                setup.Problems.Add(item.File, item.Line, $"The item “{item.Id}”: {problem} The grader “{setup.Id}” (tool-call) needs it.");
        }

        return setup.Problems.Found.Count == before ? wanted : null;
    }

    /// <summary>The wanted calls of an item; empty where no call is right.</summary>
    public IReadOnlyList<WantedCall> For(EvalItem item)
    {
        if (_none)
            return [];
        if (_name is null)
            return FromExpected(item.Expected) ?? [];
        var name = _name.TextFor(item);
        return name == NoCall ? [] : [new WantedCall(name, Filled(_arguments, item) as JsonObject)];
    }

    /// <summary>True if a call is a wanted one.</summary>
    public bool IsMatch(WantedCall wanted, ToolCall made) =>
        wanted.Name == made.Name && (wanted.Arguments is null || (made.Arguments is { } arguments && IsSame(wanted.Arguments, arguments)));

    private bool IsSame(JsonNode? wanted, JsonNode? made) =>
        _isSubset && wanted is JsonObject fields
            ? made is JsonObject all && fields.All(field => all.TryGetPropertyValue(field.Key, out var value) && IsSame(field.Value, value))
            : JsonEquality.IsSameValue(wanted, made, _normaliser);

    private string? ProblemOf(EvalItem item)
    {
        if (_name is null)
            return FromExpected(item.Expected) is null
                ? "“expected” is the name of a tool, {\"name\": …, \"arguments\": {…}}, a list of these, or none."
                : null;
        if (_name.FindMissing(item) is { } missing)
            return $"“{missing}” is missing.";
        if (_name.TextFor(item) == NoCall)
            return null;
        if (MissingIn(_arguments, item) is { } name)
            return $"“{name}” is missing.";
        return _arguments is JsonValue && Filled(_arguments, item) is not JsonObject ? "the wanted arguments are no JSON object." : null;
    }

    // Null where it is none of the shapes. A cell of a CSV file with JSON in it is read as JSON.
    private static IReadOnlyList<WantedCall>? FromExpected(JsonNode? expected)
    {
        if (expected is JsonValue scalar && scalar.TryGetValue(out string? text))
        {
            if (text.Length > 0 && text.TrimStart()[..1] is not ("{" or "["))
                return text == NoCall ? [] : [new WantedCall(text, null)];
            expected = StrictJson.TryParse(text, out var json) ? json : null;
        }

        if (expected is JsonArray list)
        {
            var calls = list.Select(FromExpectedCall).ToList();
            return calls.Contains(null) ? null : [.. calls.OfType<WantedCall>()];
        }

        return FromExpectedCall(expected) is { } call ? [call] : null;
    }

    private static WantedCall? FromExpectedCall(JsonNode? node) =>
        node switch
        {
            JsonValue value when value.TryGetValue(out string? name) && name.Length > 0 && name != NoCall => new WantedCall(name, null),
            JsonObject call
                when call["name"] is JsonValue value
                    && value.TryGetValue(out string? name)
                    && call["arguments"] is null or JsonObject
                    && call.All(field => field.Key is "name" or "arguments") => new WantedCall(name, call["arguments"] as JsonObject),
            _ => null,
        };

    private static JsonNode? Filled(JsonNode? node, EvalItem item) =>
        node switch
        {
            JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Filled(pair.Value, item)))),
            JsonArray list => new JsonArray([.. list.Select(entry => Filled(entry, item))]),
            JsonValue value when value.TryGetValue(out string? text) => new ValueSource(text).NodeFor(item)?.DeepClone(),
            _ => node?.DeepClone(),
        };

    private static string? MissingIn(JsonNode? node, EvalItem item) =>
        node switch
        {
            JsonObject map => map.Select(pair => MissingIn(pair.Value, item)).FirstOrDefault(name => name is not null),
            JsonArray list => list.Select(entry => MissingIn(entry, item)).FirstOrDefault(name => name is not null),
            JsonValue value when value.TryGetValue(out string? text) => new ValueSource(text).FindMissing(item),
            _ => null,
        };

    private static bool IsReference(JsonValue value) => value.TryGetValue(out string? text) && text.StartsWith('{') && text.EndsWith('}');
}
