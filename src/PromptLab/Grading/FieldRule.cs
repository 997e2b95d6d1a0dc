using System.Text.Json;
using System.Text.Json.Nodes;
using PromptLab.EvalSets;
using PromptLab.Files;

namespace PromptLab.Grading;

/// <summary>
/// Compares a JSON field with the expected value. Types matter: the text "12" is not the number 12, unless <c>loose</c> is
/// set.
/// </summary>
internal sealed class FieldRule
{
    private readonly string _kind;
    private readonly IReadOnlyList<ValueSource> _values;
    private readonly NumberRule _number;
    private readonly TextNormaliser _normaliser;
    private readonly bool _loose;

    private FieldRule(string kind, IReadOnlyList<ValueSource> values, NumberRule number, TextNormaliser form, bool loose) =>
        (_kind, _values, _number, _normaliser, _loose) = (kind, values, number, form, loose);

    public bool IsAbsent => _kind == "absent";

    public static FieldRule Read(string kind, GraderSetup setup, bool absentWhenMissing)
    {
        var options = setup.Options;
        var texts = kind switch
        {
            "one_of" => options.Texts("one_of"),
            "absent" => [],
            _ => options.Text(kind) is { } text ? [text] : [],
        };
        if (kind == "absent" && options.Flag("absent") == false)
            options.Problem("absent", "“absent” takes true. To want a value, use equals, one_of or number.");
        if (kind != "absent" && texts.Count == 0)
            options.Problem(kind, $"“{kind}” needs a value, such as '{{expected}}'.");
        foreach (var text in texts)
            setup.WarnOfBraces(kind, text);
        var typed = options.Json(kind) is JsonArray list ? [.. list] : new[] { options.Json(kind) };
        var values = texts.Zip(typed, (text, node) =>
            new ValueSource(text, node is JsonValue && node.GetValueKind() != JsonValueKind.String ? node : null)
        );
        var rule = new FieldRule(
            kind,
            [.. values],
            NumberRule.Read(setup),
            TextNormaliser.Of(options, ignoreCase: false),
            options.Flag("loose") ?? false
        );
        rule.CheckItems(setup, absentWhenMissing);
        return rule;
    }

    public bool IsMissing(EvalItem item) => _values.Any(value => value.FindMissing(item) is not null);

    public string DescribeExpected(EvalItem item) =>
        string.Join(" or ", _values.Select(value => _kind == "number" ? value.TextFor(item) : Describe(value.NodeFor(item))));

    /// <summary>What a wrong value is and what it should be, so that a reader sees the difference: <c>“a”, not “b”.</c></summary>
    public string Contrast(EvalItem item, JsonNode node)
    {
        if (_kind != "number" && _values is [var only] && IsText(node) && only.NodeFor(item) is { } expected && IsText(expected))
        {
            var (shown, wanted) = Quote.Apart(node.GetValue<string>(), expected.GetValue<string>());
            return $"{shown}, not {wanted}.";
        }

        var isOfOtherType =
            _kind != "number" && _values.Any(value => CanonicalJson.TextOf(value.NodeFor(item)) == CanonicalJson.TextOf(node));
        var mend = isOfOtherType
            ? " The same characters, and another type, as every cell of a CSV file is a text: compare with “number”, or set “loose: true”."
            : "";
        return $"{Describe(node)}, not {DescribeExpected(item)}.{mend}";
    }

    /// <summary>A value for reasons: texts in quotation marks, numbers and booleans without.</summary>
    public static string Describe(JsonNode? node) =>
        node?.GetValueKind() switch
        {
            JsonValueKind.String => Quote.Of(CanonicalJson.TextOf(node)),
            JsonValueKind.Object or JsonValueKind.Array => Quote.Of(CanonicalJson.Write(node)),
            _ => CanonicalJson.Write(node),
        };

    public bool IsSatisfiedBy(EvalItem item, JsonNode node) =>
        _kind == "number" ? IsNumber(item, node) : _values.Any(value => IsSame(value.NodeFor(item), node));

    /// <summary>True if the rule compares numbers, and the value has digits whose number is not certain, such as “1,5”.</summary>
    public bool IsUnreadable(JsonNode node) =>
        _kind == "number" && (_loose || IsNumber(node)) && ParseNumber(node) is { Kind: NumeralKind.Unreadable };

    private bool IsNumber(EvalItem item, JsonNode node) =>
        (_loose || IsNumber(node))
        && ParseNumber(node) is { } actual
        && NumberText.Parse(_values[0].TextFor(item), decimalComma: false) is { } expected
        && _number.AreEqual(actual, expected, item);

    // JSON numbers always have a decimal point.
    private Numeral? ParseNumber(JsonNode node) =>
        NumberText.Parse(CanonicalJson.TextOf(node), _number.DecimalComma && node.GetValueKind() == JsonValueKind.String);

    // Labels from CSV files are texts; with “loose”, a number in the response may equal such a text.
    private bool IsSame(JsonNode? expected, JsonNode node)
    {
        if (node is JsonObject or JsonArray || expected is JsonObject or JsonArray || (IsNumber(node) && IsNumber(expected)))
            return JsonNode.DeepEquals(expected, node); // 12 and 12.0 are one number
        if (!_loose && expected?.GetValueKind() != node.GetValueKind())
            return false;
        return _normaliser.Apply(CanonicalJson.TextOf(expected)) == _normaliser.Apply(CanonicalJson.TextOf(node));
    }

    private static bool IsText(JsonNode node) => node.GetValueKind() == JsonValueKind.String;

    private static bool IsNumber(JsonNode? node) => node?.GetValueKind() == JsonValueKind.Number;

    private void CheckItems(GraderSetup setup, bool absentWhenMissing)
    {
        foreach (var item in setup.Items)
        {
            var missing = _values.Select(value => value.FindMissing(item)).FirstOrDefault(name => name is not null);
            if (missing is not null && !absentWhenMissing)
                setup.Problems.Add(
                    item.File,
                    item.Line,
                    $"“{missing}” is missing in the item “{item.Id}”. The grader “{setup.Id}” (json-field) needs one: add it, or give the grader “when: {missing}” or “absent_when_missing: true”."
                );
            else if (missing is null && _kind == "number" && !NumberText.IsNumber(_values[0].TextFor(item), decimalComma: false))
                setup.Problems.Add(
                    item.File,
                    item.Line,
                    $"The grader “{setup.Id}” (json-field) compares with a number, and “{_values[0].TextFor(item)}” of the item “{item.Id}” is none. Write it as 1234.5."
                );
        }
    }
}
