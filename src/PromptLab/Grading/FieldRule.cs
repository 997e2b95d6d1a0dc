using System.Text.Json;
using System.Text.Json.Nodes;
using PromptLab.EvalSets;
using PromptLab.Files;

namespace PromptLab.Grading;

/// <summary>What a JSON field is compared with. Types count: the text "12" is not the number 12, unless <c>loose</c> says so.</summary>
internal sealed class FieldRule
{
    private readonly string _kind;
    private readonly IReadOnlyList<ValueSource> _values;
    private readonly NumberRule _number;
    private readonly TextForm _form;
    private readonly bool _loose;

    private FieldRule(string kind, IReadOnlyList<ValueSource> values, NumberRule number, TextForm form, bool loose) =>
        (_kind, _values, _number, _form, _loose) = (kind, values, number, form, loose);

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
        var typed = options.Json(kind) is JsonArray list ? [.. list] : new[] { options.Json(kind) };
        var values = texts.Zip(typed, (text, node) =>
            new ValueSource(text, node is JsonValue && node.GetValueKind() != JsonValueKind.String ? node : null)
        );
        var rule = new FieldRule(
            kind,
            [.. values],
            NumberRule.Read(options),
            TextForm.Of(options, ignoreCase: false),
            options.Flag("loose") ?? false
        );
        rule.CheckItems(setup, absentWhenMissing);
        return rule;
    }

    public bool Missing(EvalItem item) => _values.Any(value => value.Missing(item) is not null);

    public string Wanted(EvalItem item) =>
        string.Join(" or ", _values.Select(value => _kind == "number" ? value.For(item) : Shown(value.NodeFor(item))));

    /// <summary>A value for reasons: texts in quotation marks, numbers and truth values without.</summary>
    public static string Shown(JsonNode? node) =>
        node?.GetValueKind() switch
        {
            JsonValueKind.String => Quote.Of(CanonicalJson.TextOf(node)),
            JsonValueKind.Object or JsonValueKind.Array => Quote.Of(CanonicalJson.Write(node)),
            _ => CanonicalJson.Write(node),
        };

    public bool Holds(EvalItem item, JsonNode node) =>
        _kind == "number" ? IsNumber(item, node) : _values.Any(value => IsSame(value.NodeFor(item), node));

    private bool IsNumber(EvalItem item, JsonNode node)
    {
        if (!_loose && node.GetValueKind() != JsonValueKind.Number)
            return false;
        var given = CanonicalJson.TextOf(node).Trim();
        var wanted = _values[0].For(item).Trim();
        // JSON's own numbers have a point.
        var rule = _number with { DecimalComma = _number.DecimalComma && node.GetValueKind() == JsonValueKind.String };
        return NumberText.TryParse(given, rule.DecimalComma, out var number)
            && NumberText.TryParse(wanted, false, out var wantedNumber)
            && rule.AreEqual(number, given, wantedNumber, wanted);
    }

    // Labels of a CSV file are texts: there a number of the response may equal the text of it.
    private bool IsSame(JsonNode? wanted, JsonNode node)
    {
        if (node is JsonObject or JsonArray || wanted is JsonObject or JsonArray || (IsNumber(node) && IsNumber(wanted)))
            return JsonNode.DeepEquals(wanted, node); // 12 and 12.0 are one number
        if (!_loose && wanted?.GetValueKind() != node.GetValueKind())
            return false;
        return _form.Apply(CanonicalJson.TextOf(wanted)) == _form.Apply(CanonicalJson.TextOf(node));
    }

    private static bool IsNumber(JsonNode? node) => node?.GetValueKind() == JsonValueKind.Number;

    private void CheckItems(GraderSetup setup, bool absentWhenMissing)
    {
        foreach (var item in setup.Items)
        {
            var missing = _values.Select(value => value.Missing(item)).FirstOrDefault(name => name is not null);
            if (missing is not null && !absentWhenMissing)
                setup.Problems.Add(
                    item.File,
                    item.Line,
                    $"“{missing}” is missing in the item “{item.Id}”. The grader “{setup.Id}” (json-field) needs one: add it, or give the grader “when: {missing}” or “absent_when_missing: true”."
                );
            else if (missing is null && _kind == "number" && !NumberText.TryParse(_values[0].For(item), false, out _))
                setup.Problems.Add(
                    item.File,
                    item.Line,
                    $"The grader “{setup.Id}” (json-field) compares with a number, and “{_values[0].For(item)}” of the item “{item.Id}” is none. Write it as 1234.5."
                );
        }
    }
}
