using System.Text.Json;
using System.Text.Json.Nodes;
using PromptLab.Files;

namespace PromptLab.JsonSchemas;

/// <summary>Evaluates the keywords for single values: <c>type</c>, <c>enum</c>, <c>const</c>, and those for numbers and texts.</summary>
internal static class ValueKeywords
{
    public static void Check(JsonObject schema, JsonNode? value, string pointer, Evaluation result, WorkBudget budget)
    {
        foreach (var (keyword, argument) in schema)
        {
            budget.Spend(CostOf(argument, value));
            if (ProblemOf(keyword, argument, value, budget) is { } problem)
                result.Add(new SchemaViolation(pointer, keyword, problem));
        }
    }

    // Both are compared, and the argument is quoted where the value differs.
    private static long CostOf(JsonNode? argument, JsonNode? value) =>
        argument is JsonArray list ? 1 + list.Count
        : value is JsonValue ? 1
        : 0;

    private static string? ProblemOf(string keyword, JsonNode? argument, JsonNode? value, WorkBudget budget) =>
        keyword switch
        {
            "type" => TypesOf(argument).Any(type => HasType(type, value)) ? null : $"It must be {string.Join(" or ", TypesOf(argument))}.",
            "enum" => (argument as JsonArray)?.Any(one => JsonNode.DeepEquals(one, value)) ?? true
                ? null
                : $"It must be one of {argument!.ToJsonString()}.",
            "const" => JsonNode.DeepEquals(argument, value) ? null : $"It must be {argument?.ToJsonString() ?? "null"}.",
            _ when ExactNumber.Of(value) is { } number && ExactNumber.Of(argument) is { } limit => NumberProblem(
                keyword,
                number,
                limit,
                argument!,
                budget
            ),
            _ when value is JsonValue text && text.TryGetValue(out string? plain) => TextProblem(keyword, plain, argument, budget),
            _ => null,
        };

    private static string? NumberProblem(string keyword, ExactNumber number, ExactNumber limit, JsonNode argument, WorkBudget budget)
    {
        var holds = keyword switch
        {
            "minimum" => number.Compare(limit) >= 0,
            "maximum" => number.Compare(limit) <= 0,
            "exclusiveMinimum" => number.Compare(limit) > 0,
            "exclusiveMaximum" => number.Compare(limit) < 0,
            "multipleOf" => number.IsMultipleOf(limit, budget),
            _ => true,
        };
        return holds ? null : $"It breaks {keyword} {argument.ToJsonString()}.";
    }

    private static string? TextProblem(string keyword, string text, JsonNode? argument, WorkBudget budget)
    {
        var holds = keyword switch
        {
            "minLength" => Limit(argument) is not { } min || text.EnumerateRunes().Count() >= min,
            "maxLength" => Limit(argument) is not { } max || text.EnumerateRunes().Count() <= max,
            "pattern" => argument is not JsonValue pattern
                || !pattern.TryGetValue(out string? plain)
                || SchemaPattern.IsMatch(plain, text, budget),
            _ => true,
        };
        return holds ? null : $"It breaks {keyword} {argument!.ToJsonString()}.";
    }

    /// <summary>The count that a keyword gives, whether written 2 or 2.0; null if it is not a number.</summary>
    public static decimal? Limit(JsonNode? argument) =>
        argument is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue(out decimal limit) ? limit : null;

    private static List<string> TypesOf(JsonNode? argument) =>
        argument switch
        {
            JsonArray list => [.. list.OfType<JsonValue>().Select(type => type.GetValue<string>())],
            JsonValue value => [value.GetValue<string>()],
            _ => [],
        };

    private static bool HasType(string type, JsonNode? value) =>
        (type, value?.GetValueKind() ?? JsonValueKind.Null) switch
        {
            ("null", JsonValueKind.Null) => true,
            ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
            ("object", JsonValueKind.Object) => true,
            ("array", JsonValueKind.Array) => true,
            ("number", JsonValueKind.Number) => true,
            ("string", JsonValueKind.String) => true,
            ("integer", JsonValueKind.Number) => ExactNumber.Of(value) is { IsInteger: true },
            _ => false,
        };
}
