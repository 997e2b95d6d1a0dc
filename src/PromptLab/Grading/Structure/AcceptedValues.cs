using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PromptLab.Files;
using PromptLab.JsonSchemas;

namespace PromptLab.Grading.Structure;

/// <summary>
/// Compares the values of a call with the accepted ones. Types count: the text 5 is not the number 5, and 5 and 5.0 are one number.
/// </summary>
/// <param name="normaliser">Applied to texts; blanks at their ends count.</param>
/// <param name="isLoose">True to compare texts as the Berkeley leaderboard does.</param>
internal sealed partial class AcceptedValues(TextNormaliser normaliser, bool isLoose)
{
    private const int CharactersPerStep = 64;

    private readonly TextNormaliser _texts = normaliser with { Trim = false };

    /// <summary>True if a value is among the accepted ones.</summary>
    public bool Includes(JsonNode? accepted, JsonNode? made, WorkBudget budget) =>
        accepted is JsonArray list ? list.Any(one => IsSame(one, made, budget)) : IsSame(accepted, made, budget);

    /// <summary>True if an accepted value has the type of the one that was given.</summary>
    public static bool HasType(JsonNode? accepted, JsonNode? made) =>
        accepted is JsonArray list
            ? list.Any(one => !AcceptedCall.IsEmptyText(one) && KindOf(one) == KindOf(made))
            : KindOf(accepted) == KindOf(made);

    private bool IsSame(JsonNode? accepted, JsonNode? made, WorkBudget budget)
    {
        budget.Spend();
        return (accepted, made) switch
        {
            // As for a call: each field has a list of accepted values.
            (JsonObject fields, JsonObject given) => given.All(field =>
                fields.TryGetPropertyValue(field.Key, out var values) && Includes(values, field.Value, budget)
            ) && fields.All(field => given.ContainsKey(field.Key) || AcceptedCall.IsOptional(field.Value)),
            (JsonArray first, JsonArray second) => first.Count == second.Count
                && first.Zip(second).All(pair => IsSame(pair.First, pair.Second, budget)),
            _ => IsSameScalar(accepted, made, budget),
        };
    }

    private bool IsSameScalar(JsonNode? accepted, JsonNode? made, WorkBudget budget)
    {
        if (ExactNumber.Of(accepted) is { } first && ExactNumber.Of(made) is { } second)
            return first.Compare(second) == 0;
        if (accepted is not JsonValue one || made is not JsonValue other || one.GetValueKind() != other.GetValueKind())
            return accepted is null && made is null;
        if (one.GetValueKind() != JsonValueKind.String)
            return true; // true and true, false and false
        var text = other.GetValue<string>();
        budget.Spend(text.Length / CharactersPerStep);
        return FormOf(one.GetValue<string>()) == FormOf(text);
    }

    // Its standardize_string: https://github.com/ShishirPatil/gorilla, ast_checker.py.
    private string FormOf(string text) =>
        isLoose ? Ignored().Replace(_texts.Apply(text), "").ToLowerInvariant().Replace('\'', '"') : _texts.Apply(text);

    private static JsonValueKind KindOf(JsonNode? node) =>
        node?.GetValueKind() switch
        {
            null => JsonValueKind.Null,
            JsonValueKind.False => JsonValueKind.True, // one type
            { } kind => kind,
        };

    [GeneratedRegex(@"[ ,./\-_*^]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Ignored();
}
