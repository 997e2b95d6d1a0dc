using System.Globalization;
using System.Text.Json.Nodes;
using PromptLab.Texts;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace PromptLab.Files;

/// <summary>
/// A YAML mapping that knows its file and line numbers. Getters report problems to <see cref="Problems"/> instead of throwing,
/// so that one pass finds them all. <see cref="RejectUnknownKeys"/> finds keys that were never read.
/// </summary>
public sealed class YamlMap
{
    private readonly YamlMappingNode _node;
    private readonly int _lineOffset;
    private readonly Problems _problems;
    private readonly HashSet<string> _readKeys = new(StringComparer.Ordinal);
    private readonly HashSet<string> _refusedKeys = new(StringComparer.Ordinal);

    internal YamlMap(YamlMappingNode node, string file, int lineOffset, Problems problems)
    {
        _node = node;
        File = file;
        _lineOffset = lineOffset;
        _problems = problems;
    }

    /// <summary>The file as the user would name it.</summary>
    public string File { get; }

    /// <summary>The line where the mapping starts, from 1.</summary>
    public int Line => LineOf(_node);

    /// <summary>The keys, in file order.</summary>
    public IReadOnlyList<string> Keys => [.. _node.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value ?? "")];

    /// <summary>
    /// Parses a text whose root is a mapping; null with a problem reported if it is not. An empty text is an empty mapping.
    /// </summary>
    /// <param name="text">The YAML text.</param>
    /// <param name="file">The file as the user would name it.</param>
    /// <param name="problems">Collects the problems.</param>
    /// <param name="lineOffset">The number of lines before the text in its file, as with front matter.</param>
    internal static YamlMap? Read(string text, string file, Problems problems, int lineOffset = 0)
    {
        if (MergeConflict.LineIn(text) is { } marker)
        {
            problems.Add(file, marker + lineOffset, MergeConflict.MessageFor(file));
            return null;
        }

        var root = YamlNodes.Read(text, out var problem);
        if (problem is var (line, message))
        {
            problems.Add(file, line + lineOffset, message);
            return null;
        }

        if (root is null)
            return new YamlMap(new YamlMappingNode(), file, lineOffset, problems);
        if (root is YamlMappingNode map)
            return new YamlMap(map, file, lineOffset, problems);
        problems.Add(file, 1 + lineOffset, "A mapping (key: value) is expected here.");
        return null;
    }

    /// <summary>The same mapping for another reader: it reports to the given list, and no key counts as read yet.</summary>
    public YamlMap ReportingTo(Problems problems) => new(_node, File, _lineOffset, problems);

    /// <summary>True if the key is present, whatever its value.</summary>
    public bool Has(string key)
    {
        _readKeys.Add(key);
        return Find(key) is not null;
    }

    /// <summary>The line of a key, or that of the mapping if the key is absent.</summary>
    public int LineOf(string key) =>
        _node.Children.Keys.OfType<YamlScalarNode>().FirstOrDefault(k => k.Value == key) is { } found ? LineOf(found) : Line;

    /// <summary>Reports a problem at the line of a key.</summary>
    public void Problem(string key, string message) => _problems.Add(File, LineOf(key), message);

    /// <summary>
    /// Reports a key that has no place in the mapping; it is neither reported again as unknown nor proposed for another one.
    /// </summary>
    internal void Refuse(string key, string message)
    {
        _refusedKeys.Add(key);
        Problem(key, message);
    }

    /// <summary>Reports a warning at the line of a key.</summary>
    internal void Warn(string key, string message) => _problems.Warn(File, LineOf(key), message);

    /// <summary>The text of a scalar; null if it is absent, null or (reported) not a scalar.</summary>
    public string? Text(string key)
    {
        switch (Get(key))
        {
            case null:
                return null;
            case YamlScalarNode scalar:
                return IsNull(scalar) ? null : scalar.Value;
            default:
                Problem(key, $"“{key}” takes a text.");
                return null;
        }
    }

    /// <summary>The text of a required, non-empty scalar; otherwise an empty text with a problem reported.</summary>
    public string RequiredText(string key) => RequiredText(key, example: null);

    /// <summary>As <see cref="RequiredText(string)"/>, with a value for the message that could stand there.</summary>
    internal string RequiredText(string key, string? example)
    {
        var before = _problems.Found.Count;
        if (Text(key) is { } text && text.Length > 0)
            return text;
        if (_problems.Found.Count > before)
            return "";
        if (NearestName.Find(key, Keys.Except(_readKeys, StringComparer.Ordinal)) is not { } near)
        {
            Problem(key, $"“{key}” is missing.{(example is null ? "" : $" Add “{key}: {example}”.")}");
            return "";
        }

        Problem(near, $"“{key}” is missing. Is “{near}” a misspelling of it?");
        _readKeys.Add(near); // one mistake, one message
        return "";
    }

    /// <summary>One of the given words; null if the key is absent or (reported) another word.</summary>
    public string? Choice(string key, params IReadOnlyList<string> words)
    {
        if (Text(key) is not { } text)
            return null;
        if (words.Contains(text, StringComparer.Ordinal))
            return text;
        var near = NearestName.Find(text, words) is { } name ? $" Did you mean “{name}”?" : "";
        Problem(key, $"“{key}” can't be “{text}”; it takes {string.Join(", ", words)}.{near}");
        return null;
    }

    /// <summary>A whole number within the inclusive bounds; null if the key is absent or (reported) it is not one.</summary>
    public int? Integer(string key, int minimum = int.MinValue, int maximum = int.MaxValue)
    {
        if (Text(key) is not { } text)
            return null;
        if (
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= minimum
            && value <= maximum
        )
            return value;
        var range =
            minimum == int.MinValue && maximum == int.MaxValue ? ""
            : maximum == int.MaxValue ? string.Create(CultureInfo.InvariantCulture, $" from {minimum}")
            : string.Create(CultureInfo.InvariantCulture, $" from {minimum} to {maximum}");
        Problem(key, $"“{key}” takes a whole number{range}, not “{text}”.");
        return null;
    }

    /// <summary>A finite number within the inclusive bounds; null if the key is absent or (reported) it is not one.</summary>
    public double? Number(string key, double minimum = double.NegativeInfinity, double maximum = double.PositiveInfinity)
    {
        if (Text(key) is not { } text)
            return null;
        if (
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && double.IsFinite(value)
            && value >= minimum
            && value <= maximum
        )
            return value;
        var range =
            double.IsInfinity(minimum) ? ""
            : double.IsInfinity(maximum) ? string.Create(CultureInfo.InvariantCulture, $" from {minimum}")
            : string.Create(CultureInfo.InvariantCulture, $" from {minimum} to {maximum}");
        Problem(key, $"“{key}” takes a number{range}, not “{text}”.");
        return null;
    }

    /// <summary>
    /// An exact decimal number of 0 or more, such as an amount of money; null if the key is absent or (reported) it is not one.
    /// </summary>
    public decimal? Amount(string key)
    {
        if (Text(key) is not { } text)
            return null;
        if (
            decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value)
        )
            return value;
        Problem(key, $"“{key}” takes an amount from 0, such as 0.40, not “{text}”.");
        return null;
    }

    /// <summary>true or false; null if the key is absent or (reported) neither.</summary>
    public bool? Flag(string key)
    {
        if (Text(key) is not { } text)
            return null;
        if (text is "true" or "false")
            return text is "true";
        Problem(key, $"“{key}” takes true or false, not “{text}”.");
        return null;
    }

    /// <summary>A list of texts; a single text is a list of one. Empty if the key is absent, null or (reported) something else.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        switch (Get(key))
        {
            case null:
                return [];
            case YamlScalarNode scalar:
                return IsNull(scalar) ? [] : [scalar.Value!];
            case YamlSequenceNode list when list.Children.All(item => item is YamlScalarNode):
                return [.. list.Children.Cast<YamlScalarNode>().Select(item => item.Value ?? "")];
            default:
                Problem(key, $"“{key}” takes a list of texts.");
                return [];
        }
    }

    /// <summary>A nested mapping; null if the key is absent, null or (reported) not a mapping.</summary>
    public YamlMap? Map(string key)
    {
        switch (Get(key))
        {
            case null:
                return null;
            case YamlMappingNode map:
                return new YamlMap(map, File, _lineOffset, _problems);
            case YamlScalarNode scalar when IsNull(scalar):
                return null;
            default:
                Problem(key, $"“{key}” takes a mapping (key: value).");
                return null;
        }
    }

    /// <summary>A list of mappings; empty if the key is absent, null or (reported) something else.</summary>
    public IReadOnlyList<YamlMap> Maps(string key)
    {
        switch (Get(key))
        {
            case null:
                return [];
            case YamlSequenceNode list when list.Children.All(item => item is YamlMappingNode):
                return [.. list.Children.Cast<YamlMappingNode>().Select(item => new YamlMap(item, File, _lineOffset, _problems))];
            case YamlScalarNode scalar when IsNull(scalar):
                return [];
            default:
                Problem(key, $"“{key}” takes a list of mappings.");
                return [];
        }
    }

    /// <summary>A list whose entries are texts or mappings; empty if the key is absent or not a list. Other entries have neither.</summary>
    public IReadOnlyList<(string? Text, YamlMap? Map)> Entries(string key)
    {
        if (Get(key) is not YamlSequenceNode list)
            return [];
        return
        [
            .. list.Children.Select(item =>
                item is YamlMappingNode map
                    ? ((string?)null, new YamlMap(map, File, _lineOffset, _problems))
                    : ((item as YamlScalarNode)?.Value, null)
            ),
        ];
    }

    /// <summary>The lines where the entries of a list start, from 1; empty if the value is not a list.</summary>
    internal IReadOnlyList<int> EntryLines(string key) => Find(key) is YamlSequenceNode list ? [.. list.Children.Select(LineOf)] : [];

    /// <summary>True if the value is a mapping.</summary>
    public bool IsMap(string key)
    {
        _readKeys.Add(key);
        return Find(key) is YamlMappingNode;
    }

    /// <summary>True if the value is a list.</summary>
    public bool IsList(string key)
    {
        _readKeys.Add(key);
        return Find(key) is YamlSequenceNode;
    }

    /// <summary>A value of any shape as JSON, plain scalars typed by the YAML core schema; null if absent or null.</summary>
    public JsonNode? Json(string key) => Get(key) is { } node ? YamlJson.From(node) : null;

    /// <summary>The whole mapping as JSON, plain scalars typed by the YAML core schema.</summary>
    public JsonObject Json() => (JsonObject)YamlJson.From(_node)!;

    /// <summary>Reports every key that was never read, with the nearest known key. Call it last.</summary>
    /// <param name="what">What the mapping is, such as “the grader “equals””; it ends the sentence “… is not known in”.</param>
    /// <param name="alsoKnown">Keys that are valid although this reader did not read them.</param>
    public void RejectUnknownKeys(string what, params IReadOnlyList<string> alsoKnown)
    {
        foreach (
            var key in Keys.Where(key =>
                !_readKeys.Contains(key) && !_refusedKeys.Contains(key) && !alsoKnown.Contains(key, StringComparer.Ordinal)
            )
        )
            Problem(key, $"“{key}” is not known in {what}.{NearestName.Suggest(key, _readKeys.Union(alsoKnown, StringComparer.Ordinal))}");
    }

    private static bool IsNull(YamlScalarNode scalar) => scalar.Style == ScalarStyle.Plain && scalar.Value is null or "" or "~" or "null";

    private YamlNode? Get(string key)
    {
        _readKeys.Add(key);
        return Find(key);
    }

    private YamlNode? Find(string key) =>
        _node.Children.FirstOrDefault(pair => pair.Key is YamlScalarNode scalar && scalar.Value == key).Value;

    private int LineOf(YamlNode node) => Math.Max(1, (int)node.Start.Line) + _lineOffset;
}
