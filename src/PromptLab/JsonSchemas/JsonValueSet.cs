using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PromptLab.Files;

namespace PromptLab.JsonSchemas;

/// <summary>
/// Finds equal values in time proportional to their size. As JSON Schema has it, 1 and 1.0 are one number and the order of an
/// object's properties does not count: https://json-schema.org/draft/2020-12/json-schema-core#section-4.2.2.
/// </summary>
internal sealed class JsonValueSet(WorkBudget budget)
{
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);

    /// <summary>True if two values of the list are equal.</summary>
    public bool HasDuplicates(JsonArray list) => list.Any(value => !_keys.Add(KeyOf(value)));

    // Equal values have equal keys, and different ones different keys: the key is canonical JSON with canonical numbers.
    private string KeyOf(JsonNode? value)
    {
        var key = new StringBuilder();
        Append(key, value);
        return key.ToString();
    }

    private void Append(StringBuilder key, JsonNode? value)
    {
        budget.Spend();
        switch (value)
        {
            case null:
                key.Append("null");
                break;
            case JsonObject map:
                key.Append('{');
                foreach (var (name, inner) in map.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    AppendText(key, name);
                    Append(key, inner);
                    key.Append(',');
                }

                key.Append('}');
                break;
            case JsonArray list:
                key.Append('[');
                foreach (var inner in list)
                {
                    Append(key, inner);
                    key.Append(',');
                }

                key.Append(']');
                break;
            default:
                AppendScalar(key, value);
                break;
        }
    }

    private static void AppendScalar(StringBuilder key, JsonNode value)
    {
        if (ExactNumber.Of(value) is { } number)
            key.Append(number.ToString());
        else if (value.GetValueKind() == JsonValueKind.String)
            AppendText(key, value.GetValue<string>());
        else
            key.Append(value.ToJsonString());
    }

    // The length stands before the text, so that no text can look like what follows it.
    private static void AppendText(StringBuilder key, string text) => key.Append('"').Append(text.Length).Append(':').Append(text);
}
