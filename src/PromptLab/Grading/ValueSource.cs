using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PromptLab.EvalSets;
using PromptLab.Files;

namespace PromptLab.Grading;

/// <summary>
/// A value that a grader compares with: a text that may name <c>{expected}</c>, <c>{expected.rule}</c> or an input
/// field. What is put in is literal, never a pattern.
/// </summary>
internal sealed partial class ValueSource(string template, JsonNode? literal = null)
{
    private const string Expected = "expected";

    private readonly string? _onlyName =
        Placeholder().Match(template) is { Success: true } match && match.Length == template.Length ? match.Groups["name"].Value : null;

    /// <summary>The text for an item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="escape">What is done to each value that is put in, such as escaping it for a pattern; null for nothing.</param>
    public string For(EvalItem item, Func<string, string>? escape = null) =>
        _onlyName is { } name && escape is null
            ? CanonicalJson.TextOf(Find(item, name))
            : Placeholder()
                .Replace(template, match =>
                    CanonicalJson.TextOf(Find(item, match.Groups["name"].Value)) is var text && escape is null ? text : escape!(text)
                );

    /// <summary>
    /// The value itself where the template is just one placeholder or a number or truth value of its own, so that a
    /// number stays a number; else its text.
    /// </summary>
    public JsonNode? NodeFor(EvalItem item) => literal ?? (_onlyName is { } name ? Find(item, name) : JsonValue.Create(For(item)));

    /// <summary>The first name that an item has no value for; null where it has all.</summary>
    public string? Missing(EvalItem item) =>
        Placeholder().Matches(template).Select(match => match.Groups["name"].Value).FirstOrDefault(name => Find(item, name) is null);

    internal static JsonNode? Find(EvalItem item, string name)
    {
        if (name == Expected)
            return item.Expected;
        var path = name.Split('.');
        JsonNode? node = path[0] == Expected ? item.Expected : item.Input.GetValueOrDefault(path[0]);
        foreach (var field in path.Skip(1))
            node = (node as JsonObject)?[field];
        return node;
    }

    [GeneratedRegex(@"\{(?<name>[a-z][a-z0-9_]*(\.[A-Za-z0-9_]+)*)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();
}

/// <summary>Several values: those of a list option, or those of an expected answer that is a list, or just the one.</summary>
internal sealed class ValueList(IReadOnlyList<ValueSource>? listed, ValueSource single)
{
    public IReadOnlyList<ValueSource> Sources => listed ?? [single];

    public IReadOnlyList<string> For(EvalItem item) =>
        listed is not null ? [.. listed.Select(source => source.For(item))]
        : single.NodeFor(item) is JsonArray list ? [.. list.Select(CanonicalJson.TextOf)]
        : [single.For(item)];
}
