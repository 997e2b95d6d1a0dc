using System.Globalization;
using System.Text.Json.Nodes;

namespace PromptLab.JsonSchemas;

/// <summary>The keywords about arrays.</summary>
internal sealed class ArrayKeywords(SchemaEvaluator evaluator, SchemaResource resource)
{
    public void Check(JsonObject schema, JsonArray value, string pointer, Evaluation result)
    {
        if (resource.HasValidation)
            Counts(schema, value, pointer, result);
        var (prefix, others) = Forms(schema);
        for (var i = 0; i < value.Count; i++)
        {
            if (i < prefix.Count)
                Look(prefix[i], i);
            else if (others.IsThere)
                Look(others.Schema, i);
        }

        Contained(schema, value, pointer, result);
        if (!resource.IsDraft7 && schema.TryGetPropertyValue("unevaluatedItems", out var unevaluated))
        {
            for (var i = 0; i < value.Count; i++)
            {
                if (!result.Items.Contains(i))
                    Look(unevaluated, i);
            }
        }

        void Look(JsonNode? inner, int index)
        {
            result.Items.Add(index);
            result.Violations.AddRange(evaluator.Evaluate(inner, value[index], At(pointer, index)).Violations);
        }
    }

    // Draft 7 has a list in “items” where 2020-12 has “prefixItems”, and “additionalItems” for the rest.
    private (JsonArray Prefix, (bool IsThere, JsonNode? Schema) Others) Forms(JsonObject schema)
    {
        var hasItems = schema.TryGetPropertyValue("items", out var items);
        if (!resource.IsDraft7)
            return (schema["prefixItems"] as JsonArray ?? [], (hasItems, items));
        if (items is not JsonArray list)
            return ([], (hasItems, items));
        var hasAdditional = schema.TryGetPropertyValue("additionalItems", out var additional);
        return (list, (hasAdditional, additional));
    }

    private static void Counts(JsonObject schema, JsonArray value, string pointer, Evaluation result)
    {
        if (ValueKeywords.Limit(schema["minItems"]) is { } fewest && value.Count < fewest)
            result.Violations.Add(new SchemaViolation(pointer, "minItems", "It has too few items."));
        if (ValueKeywords.Limit(schema["maxItems"]) is { } most && value.Count > most)
            result.Violations.Add(new SchemaViolation(pointer, "maxItems", "It has too many items."));
        if (schema["uniqueItems"] is JsonValue unique && unique.TryGetValue(out bool wanted) && wanted && HasTwins(value))
            result.Violations.Add(new SchemaViolation(pointer, "uniqueItems", "Two items are equal."));
    }

    private static bool HasTwins(JsonArray value)
    {
        for (var i = 0; i < value.Count; i++)
        {
            for (var j = i + 1; j < value.Count; j++)
            {
                if (JsonNode.DeepEquals(value[i], value[j]))
                    return true;
            }
        }

        return false;
    }

    private void Contained(JsonObject schema, JsonArray value, string pointer, Evaluation result)
    {
        if (!schema.TryGetPropertyValue("contains", out var contains))
            return;
        var found = Enumerable.Range(0, value.Count).Where(i => evaluator.Evaluate(contains, value[i], At(pointer, i)).IsValid).ToList();
        if (!resource.IsDraft7)
            result.Items.UnionWith(found);
        var counts = !resource.IsDraft7 && resource.HasValidation;
        var fewest = counts && ValueKeywords.Limit(schema["minContains"]) is { } minimum ? minimum : 1;
        if (found.Count < fewest)
            result.Violations.Add(new SchemaViolation(pointer, "contains", "It holds too few items of the wanted form."));
        if (counts && ValueKeywords.Limit(schema["maxContains"]) is { } most && found.Count > most)
            result.Violations.Add(new SchemaViolation(pointer, "maxContains", "It holds too many items of the wanted form."));
    }

    private static string At(string pointer, int index) => string.Create(CultureInfo.InvariantCulture, $"{pointer}/{index}");
}
