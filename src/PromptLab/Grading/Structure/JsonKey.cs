using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PromptLab.Files;
using PromptLab.JsonSchemas;

namespace PromptLab.Grading.Structure;

/// <summary>
/// Writes JSON values so that equal ones have equal keys: texts are normalised, 12 and 12.0 are one number, and the order of an object's
/// fields makes no difference.
/// </summary>
/// <param name="normaliser">Applied to texts.</param>
/// <param name="scalarsAreTexts">True where one side was read from a text, so that the number 5 and the text 5 are the same.</param>
/// <param name="textsAreNumbers">True where only numbers are wanted, so that the text 1.0 is the number 1.</param>
internal sealed class JsonKey(TextNormaliser normaliser, bool scalarsAreTexts, bool textsAreNumbers = false)
{
    private const int CharactersPerStep = 64;

    /// <summary>The key of a value.</summary>
    public string Of(JsonNode? value, WorkBudget budget)
    {
        var key = new StringBuilder();
        Append(key, value, budget);
        return key.ToString();
    }

    private void Append(StringBuilder key, JsonNode? value, WorkBudget budget)
    {
        budget.Spend();
        switch (value)
        {
            case JsonObject map:
                key.Append('{');
                foreach (var (name, inner) in map.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    AppendText(key, name);
                    Append(key, inner, budget);
                }

                key.Append('}');
                break;
            case JsonArray list:
                key.Append('[');
                foreach (var inner in list)
                    Append(key, inner, budget);
                key.Append(']');
                break;
            default:
                AppendScalar(key, value, budget);
                break;
        }
    }

    private void AppendScalar(StringBuilder key, JsonNode? value, WorkBudget budget)
    {
        var kind = value?.GetValueKind() ?? JsonValueKind.Null;
        if (kind == JsonValueKind.String || scalarsAreTexts)
        {
            var text = kind == JsonValueKind.Null ? "null" : CanonicalJson.TextOf(value);
            budget.Spend(text.Length / CharactersPerStep);
            var number = textsAreNumbers && StrictJson.TryParse(text, out var json) ? ExactNumber.Of(json)?.ToString() : null;
            AppendText(key, number ?? normaliser.Apply(text));
        }
        else
        {
            key.Append(ExactNumber.Of(value)?.ToString() ?? kind.ToString()).Append(',');
        }
    }

    // The length stands before the text, so that no text can look like what follows it.
    private static void AppendText(StringBuilder key, string text) => key.Append('"').Append(text.Length).Append(':').Append(text);
}
