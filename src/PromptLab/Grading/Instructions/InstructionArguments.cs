using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PromptLab.Files;
using PromptLab.Grading.Texts;
using PromptLab.Texts;

namespace PromptLab.Grading.Instructions;

/// <summary>
/// The arguments of one instruction, by IFEval's names or by the readable ones. Collects what is wrong with them. An argument of null
/// counts as absent: tables of instructions have a column for each.
/// </summary>
internal sealed class InstructionArguments(string name, string? language, JsonObject values)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<string> _problems = [];

    /// <summary>The instruction's name or id, as it was written.</summary>
    public string Name => name;

    /// <summary>The language of its rules; null where nothing says which.</summary>
    public string? Language => language;

    /// <summary>True if the instruction is named by IFEval's id, so that IFEval's conventions apply.</summary>
    public bool IsById => name.Contains(':', StringComparison.Ordinal);

    /// <summary>What is wrong, as sentences.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Reports a problem.</summary>
    public void Problem(string message) => _problems.Add(message);

    /// <summary>A text; null where it is absent or (reported) no text.</summary>
    public string? Text(params ReadOnlySpan<string> keys)
    {
        if (Find(keys) is not var (key, value))
            return null;
        if (value is JsonValue scalar && value.GetValueKind() is JsonValueKind.String or JsonValueKind.Number)
        {
            var text = CanonicalJson.TextOf(scalar).Trim();
            if (text.Length > 0)
                return text;
        }

        Problem($"“{key}” of “{name}” takes a text that is not empty.");
        return null;
    }

    /// <summary>A text that has to be there; empty, with a problem reported, where it is not.</summary>
    public string RequiredText(params ReadOnlySpan<string> keys)
    {
        if (Find(keys) is null)
            Problem($"“{name}” needs “{Usual(keys)}”.");
        return Text(keys) ?? "";
    }

    /// <summary>A list of texts, or one text; empty where it is absent or (reported) something else.</summary>
    public IReadOnlyList<string> Texts(params ReadOnlySpan<string> keys)
    {
        if (Find(keys) is not var (key, value))
            return [];
        IReadOnlyList<JsonNode?> entries = value is JsonArray list ? [.. list] : [value];
        var texts = entries
            .Select(entry =>
                entry is JsonValue scalar && scalar.GetValueKind() is JsonValueKind.String or JsonValueKind.Number
                    ? CanonicalJson.TextOf(entry)
                    : ""
            )
            .ToList();
        if (texts.Count > 0 && !texts.Exists(string.IsNullOrWhiteSpace))
            return texts;
        Problem($"“{key}” of “{name}” takes a list of texts, none of them empty.");
        return [];
    }

    /// <summary>A list of texts that has to be there.</summary>
    public IReadOnlyList<string> RequiredTexts(params ReadOnlySpan<string> keys)
    {
        if (Find(keys) is null)
            Problem($"“{name}” needs “{Usual(keys)}”: a list of texts.");
        return Texts(keys);
    }

    /// <summary>Texts by text, such as right forms by misspelt ones; empty, with a problem reported, where there are none.</summary>
    public IReadOnlyDictionary<string, string> Mapping(params ReadOnlySpan<string> keys)
    {
        if (Find(keys) is var (_, value) && value is JsonObject { Count: > 0 } map && map.All(pair => pair.Value is JsonValue))
            return map.ToDictionary(pair => pair.Key, pair => CanonicalJson.TextOf(pair.Value), StringComparer.Ordinal);
        Problem($"“{name}” needs “{Usual(keys)}”: a mapping of texts.");
        return new Dictionary<string, string>();
    }

    /// <summary>A whole number from a minimum; null where it is absent or (reported) something else.</summary>
    public int? Whole(int minimum, params ReadOnlySpan<string> keys)
    {
        if (Find(keys) is not var (key, value))
            return null;
        if (WholeOf(value) is { } number && number >= minimum)
            return number;
        Problem(
            string.Create(
                CultureInfo.InvariantCulture,
                $"“{key}” of “{name}” takes a whole number from {minimum}, not {Quote.Of(CanonicalJson.TextOf(value))}."
            )
        );
        return null;
    }

    /// <summary>
    /// How many: <c>min</c>, <c>max</c> or <c>exactly</c>; or IFEval's number with its relation. Any count where (reported) there is
    /// neither.
    /// </summary>
    /// <param name="numberKey">IFEval's name of the number.</param>
    /// <param name="relationKey">IFEval's name of the relation.</param>
    /// <param name="fallback">The relation where none is given; null where one is needed.</param>
    public CountLimits Limit(string numberKey, string relationKey, string? fallback)
    {
        var exactly = Whole(0, "exactly");
        var (min, max) = (Whole(0, "min") ?? exactly, Whole(0, "max") ?? exactly);
        var number = Whole(0, numberKey);
        var relation = Text(relationKey) ?? (number is null ? null : fallback);
        if (_problems.Count > 0)
            return new CountLimits(0, null);
        var limit = number is null ? new CountLimits(min, max) : RelationWords.ToLimit(relation, number.Value);
        if (number is not null && (min ?? max) is not null)
            Problem($"“{name}” has both “{numberKey}” and min, max or exactly. Keep one of them.");
        else if (exactly is not null && (values.ContainsKey("min") || values.ContainsKey("max")))
            Problem($"“{name}” has “exactly” beside min or max. Keep one of them.");
        else if (number is not null && relation is null)
            Problem($"“{name}” needs “{relationKey}” beside “{numberKey}”: {RelationWords.Known}.");
        else if (number is null && relation is not null)
            Problem($"“{name}” needs “{numberKey}” beside “{relationKey}”.");
        else if (limit is null)
            Problem($"“{relationKey}” of “{name}” can't be “{relation}”; it takes {RelationWords.Known}.");
        else if (limit is { Min: null, Max: null })
            Problem(
                IsById
                    ? $"“{name}” needs “{numberKey}”{(fallback is null ? $" and “{relationKey}”" : "")}."
                    : $"“{name}” needs min, max or exactly, such as: {{ {name}: {{ max: 5 }} }}"
            );
        else if (ObjectionTo(limit) is { } objection)
            Problem(objection);
        return limit ?? new CountLimits(0, null);
    }

    /// <summary>Reports every argument that was not asked for, before what is missing in its place. Call it last.</summary>
    public void RejectUnknown()
    {
        var unknown = values.Where(pair => pair.Value is not null && !_known.Contains(pair.Key)).Select(pair => pair.Key);
        _problems.InsertRange(
            0,
            unknown.Select(key =>
                _known.Count == 0
                    ? $"“{key}” is not known in “{name}”, which takes no arguments."
                    : $"“{key}” is not known in “{name}”.{NearestName.Suggest(key, _known)}"
            )
        );
    }

    private string? ObjectionTo(CountLimits limit) =>
        limit.Max < 0 ? $"“{name}” wants less than 0, which no response has."
        : limit.Min > limit.Max ? $"“{name}” wants {limit.Wanted}, which no response has."
        : limit is { Min: 0, Max: null } ? $"“{name}” wants at least 0, which every response has."
        : null;

    // IFEval's name of an argument stands first in the list, and the readable one last.
    private string Usual(ReadOnlySpan<string> keys) => IsById ? keys[0] : keys[^1];

    private (string Key, JsonNode Value)? Find(ReadOnlySpan<string> keys)
    {
        (string Key, JsonNode Value)? found = null;
        foreach (var key in keys)
        {
            _known.Add(key);
            if (values[key] is not { } value)
                continue;
            if (found is { } other && _problems.TrueForAll(problem => !problem.Contains(" both ", StringComparison.Ordinal)))
                Problem($"“{name}” has both “{other.Key}” and “{key}”. Keep one of them.");
            found ??= (key, value);
        }

        return found;
    }

    // Tables write 3 as 3.0, and a CSV file as a text.
    private static int? WholeOf(JsonNode value) =>
        value.GetValueKind() is JsonValueKind.Number or JsonValueKind.String
        && decimal.TryParse(
            CanonicalJson.TextOf(value),
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var number
        )
        && number == decimal.Truncate(number)
        && number is >= int.MinValue + 1 and <= int.MaxValue - 1
            ? (int)number
            : null;
}
