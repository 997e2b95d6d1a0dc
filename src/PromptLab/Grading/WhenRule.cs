using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Texts;

namespace PromptLab.Grading;

/// <summary>
/// <c>when</c>: selects the items that a grader applies to. Each condition is the name of a value that the item has (<c>expected.rule</c>,
/// an input field), a comparison of it (<c>expected.kind == refund</c>, <c>expected.amount &gt; 100</c>), or <c>tag:billing</c>; a leading
/// <c>!</c> negates. Of several conditions all must hold. Immutable.
/// </summary>
internal sealed partial class WhenRule
{
    private readonly IReadOnlyList<Condition> _conditions;

    private WhenRule(IReadOnlyList<Condition> conditions) => _conditions = conditions;

    /// <summary>The rule that every item meets.</summary>
    public static WhenRule Always { get; } = new([]);

    /// <summary>Reads <c>when</c>; problems, and names that no item of the set has, are reported at its line.</summary>
    public static WhenRule Read(YamlMap options, EvalSet evalSet)
    {
        if (!options.Has("when"))
            return Always;
        var conditions = new List<Condition>();
        foreach (var text in options.Texts("when"))
        {
            if (Condition.Parse(text) is not { } condition)
                options.Problem(
                    "when",
                    $"“{text}” is no condition. Write the name of a value (expected.rule), a comparison (expected.kind == refund), or a tag (tag:billing); “!” before it turns it round."
                );
            else if (condition.FindUnknown(evalSet) is { } unknown)
                options.Problem("when", unknown);
            else
                conditions.Add(condition);
        }

        return new WhenRule(conditions);
    }

    /// <summary>True if an item meets every condition.</summary>
    public bool Matches(EvalItem item) => _conditions.All(condition => condition.Matches(item));

    /// <param name="IsNegated">True if it holds where the rest does not.</param>
    /// <param name="Tag">The tag that an item has; null for a value.</param>
    /// <param name="Name">The value that an item has.</param>
    /// <param name="Operator">How the value is compared; null if it only has to be there.</param>
    /// <param name="Operand">What it is compared with.</param>
    private sealed partial record Condition(bool IsNegated, string? Tag, string Name, string? Operator, string Operand)
    {
        public static Condition? Parse(string text) =>
            Form().Match(text) is { Success: true } match
                ? new Condition(
                    match.Groups["not"].Success,
                    match.Groups["tag"] is { Success: true } tag ? tag.Value : null,
                    match.Groups["name"].Value,
                    match.Groups["operator"] is { Success: true } used ? used.Value : null,
                    Unquoted(match.Groups["operand"].Value)
                )
                : null;

        public bool Matches(EvalItem item) => Holds(item) != IsNegated;

        // A misspelt name would switch a grader off, or with “!” on, for every item.
        public string? FindUnknown(EvalSet evalSet)
        {
            if (evalSet.Items.Count == 0)
                return null;
            if (Tag is not null)
            {
                var tags = evalSet.Items.SelectMany(item => item.Tags).Distinct(StringComparer.Ordinal).ToList();
                return tags.Contains(Tag, StringComparer.Ordinal) ? null : $"No item has the tag “{Tag}”.{NearestName.Suggest(Tag, tags)}";
            }

            return evalSet.Items.Any(item => ValueSource.Find(item, Name) is not null)
                ? null
                : $"No item has the value “{Name}”.{NearestName.Suggest(Name, NamesOf(evalSet))}";
        }

        private static IEnumerable<string> NamesOf(EvalSet evalSet) =>
            evalSet
                .Items.SelectMany(item => (item.Expected as JsonObject)?.Select(field => field.Key) ?? [])
                .Distinct(StringComparer.Ordinal)
                .Select(key => $"expected.{key}")
                .Concat(evalSet.InputFields.Select(field => field.Name));

        private bool Holds(EvalItem item) =>
            Tag is not null
                ? item.Tags.Contains(Tag, StringComparer.Ordinal)
                : ValueSource.Find(item, Name) is { } value && (Operator is null || Compare(value));

        // Numbers are compared as numbers, texts as they are. What can't be ordered is neither below nor above.
        private bool Compare(JsonNode value)
        {
            var text = CanonicalJson.TextOf(value);
            var order =
                NumberRange.Any.Parse(text) is { } left && NumberRange.Any.Parse(Operand) is { } right ? left.CompareTo(right) : (int?)null;
            var isEqual = order is { } known ? known == 0 : value is JsonValue && text == Operand;
            return Operator switch
            {
                "==" => isEqual,
                "!=" => !isEqual,
                "<" => order < 0,
                "<=" => order <= 0,
                ">" => order > 0,
                _ => order >= 0,
            };
        }

        private static string Unquoted(string text) =>
            text.Length >= 2 && text[0] is '"' or '\'' && text[^1] == text[0] ? text[1..^1] : text;

        [GeneratedRegex(
            @"^\s*(?<not>!)?\s*(tag:\s*(?<tag>\S.*?)|(?!tag:)(?<name>[^\s!=<>]([^!=<>]*[^\s!=<>])?)(\s*(?<operator>==|!=|<=|>=|<|>)\s*(?<operand>[^\s=].*?))?)\s*$",
            RegexOptions.ExplicitCapture,
            1000
        )]
        private static partial Regex Form();
    }
}
