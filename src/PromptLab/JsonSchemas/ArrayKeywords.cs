using System.Globalization;
using System.Text.Json.Nodes;

namespace PromptLab.JsonSchemas;

/// <summary>Evaluates the keywords for arrays, such as <c>items</c> and <c>contains</c>.</summary>
internal sealed class ArrayKeywords(SchemaEvaluator evaluator, SchemaResource resource)
{
    public void Evaluate(JsonObject schema, JsonArray value, string pointer, Evaluation result)
    {
        if (resource.HasValidation)
            CheckCounts(schema, value, pointer, result);
        var (prefix, rest) = ItemSchemas(schema);
        for (var i = 0; i < Math.Min(prefix.Count, value.Count); i++)
            EvaluateItem(prefix[i], i);
        for (var i = prefix.Count; rest.IsPresent && i < value.Count; i++)
            EvaluateItem(rest.Schema, i);

        CheckContains(schema, value, pointer, result);
        if (!resource.IsDraft7 && schema.TryGetPropertyValue("unevaluatedItems", out var unevaluated))
        {
            evaluator.Budget.Spend(value.Count);
            for (var i = 0; i < value.Count; i++)
            {
                if (!result.Items.Contains(i))
                    EvaluateItem(unevaluated, i);
            }
        }

        void EvaluateItem(JsonNode? inner, int index)
        {
            result.Items.Add(index);
            result.AddViolations(evaluator.Evaluate(inner, value[index], Append(pointer, index)));
        }
    }

    // Before 2020-12, a list in “items” is what is “prefixItems” now, with “additionalItems” for the rest.
    private (JsonArray Prefix, (bool IsPresent, JsonNode? Schema) RestItems) ItemSchemas(JsonObject schema)
    {
        var hasItems = schema.TryGetPropertyValue("items", out var items);
        if (resource.Draft == SchemaDraft.Draft202012)
            return (schema["prefixItems"] as JsonArray ?? [], (hasItems, items));
        if (items is not JsonArray list)
            return ([], (hasItems, items));
        var hasAdditional = schema.TryGetPropertyValue("additionalItems", out var additional);
        return (list, (hasAdditional, additional));
    }

    private void CheckCounts(JsonObject schema, JsonArray value, string pointer, Evaluation result)
    {
        if (ValueKeywords.Limit(schema["minItems"]) is { } min && value.Count < min)
            result.Add(new SchemaViolation(pointer, "minItems", "It has too few items."));
        if (ValueKeywords.Limit(schema["maxItems"]) is { } max && value.Count > max)
            result.Add(new SchemaViolation(pointer, "maxItems", "It has too many items."));
        if (
            schema["uniqueItems"] is JsonValue unique
            && unique.TryGetValue(out bool isRequired)
            && isRequired
            && new JsonValueSet(evaluator.Budget).HasDuplicates(value)
        )
            result.Add(new SchemaViolation(pointer, "uniqueItems", "Two items are equal."));
    }

    private void CheckContains(JsonObject schema, JsonArray value, string pointer, Evaluation result)
    {
        if (!schema.TryGetPropertyValue("contains", out var contains))
            return;
        var found = Enumerable
            .Range(0, value.Count)
            .Where(i => evaluator.Evaluate(contains, value[i], Append(pointer, i)).IsValid)
            .ToList();
        if (resource.Draft == SchemaDraft.Draft202012)
            result.Items.UnionWith(found);
        var hasLimits = !resource.IsDraft7 && resource.HasValidation;
        var min = hasLimits && ValueKeywords.Limit(schema["minContains"]) is { } minimum ? minimum : 1;
        if (found.Count < min)
            result.Add(new SchemaViolation(pointer, "contains", "It holds too few items of the wanted form."));
        if (hasLimits && ValueKeywords.Limit(schema["maxContains"]) is { } max && found.Count > max)
            result.Add(new SchemaViolation(pointer, "maxContains", "It holds too many items of the wanted form."));
    }

    private static string Append(string pointer, int index) => string.Create(CultureInfo.InvariantCulture, $"{pointer}/{index}");
}
