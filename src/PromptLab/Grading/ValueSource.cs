using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PromptLab.EvalSets;
using PromptLab.Files;

namespace PromptLab.Grading;

/// <summary>
/// A value that graders compare with: a text that may refer to <c>{expected}</c>, <c>{expected.rule}</c> or an input field.
/// Inserted values are literals, never patterns.
/// </summary>
internal sealed partial class ValueSource(string template, JsonNode? literal = null)
{
    private const string Expected = "expected";

    private readonly string? _onlyName =
        Placeholder().Match(template) is { Success: true } match && match.Length == template.Length ? match.Groups["name"].Value : null;

    /// <summary>True if the whole template is one reference.</summary>
    public bool IsReference => _onlyName is not null;

    /// <summary>The text for an item, with the references replaced.</summary>
    /// <param name="item">The item that supplies the values.</param>
    /// <param name="escape">Applied to each inserted value, for example to escape it for a pattern; null to insert it unchanged.</param>
    public string TextFor(EvalItem item, Func<string, string>? escape = null) =>
        _onlyName is { } name && escape is null
            ? CanonicalJson.TextOf(Find(item, name))
            : Placeholder()
                .Replace(template, match =>
                    CanonicalJson.TextOf(Find(item, match.Groups["name"].Value)) is var text && escape is null ? text : escape!(text)
                );

    /// <summary>
    /// The value as JSON if the template is a single reference, or a number or boolean, so that a number stays a number; otherwise
    /// its text.
    /// </summary>
    public JsonNode? NodeFor(EvalItem item) => literal ?? (_onlyName is { } name ? Find(item, name) : JsonValue.Create(TextFor(item)));

    /// <summary>True if the text refers to a value of the item.</summary>
    public bool HasReference => Placeholder().IsMatch(template);

    /// <summary>The first reference for which an item has no value; null if it has them all.</summary>
    public string? FindMissing(EvalItem item) =>
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

/// <summary>Several values: those of a list option, the elements of an expected list, or a single value.</summary>
internal sealed class ValueList(IReadOnlyList<ValueSource>? listed, ValueSource single)
{
    public IReadOnlyList<ValueSource> Sources => listed ?? [single];

    public IReadOnlyList<string> TextsFor(EvalItem item) =>
        listed is not null ? [.. listed.Select(source => source.TextFor(item))]
        : single.NodeFor(item) is JsonArray list ? [.. list.Select(CanonicalJson.TextOf)]
        : [single.TextFor(item)];
}
