using System.Text.Json.Nodes;

namespace PromptLab.JsonSchemas;

/// <summary>The keywords about objects.</summary>
internal sealed class ObjectKeywords(SchemaEvaluator evaluator, SchemaResource resource)
{
    public void Check(JsonObject schema, JsonObject value, string pointer, Evaluation result)
    {
        if (resource.HasValidation)
            Counts(schema, value, pointer, result);
        var looked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, inner) in schema["properties"] as JsonObject ?? [])
        {
            if (value.TryGetPropertyValue(name, out var property))
                Look(inner, name, property);
        }

        foreach (var (pattern, inner) in schema["patternProperties"] as JsonObject ?? [])
        {
            foreach (var (name, property) in value.Where(pair => SchemaPattern.IsMatch(pattern, pair.Key)))
                Look(inner, name, property);
        }

        if (schema.TryGetPropertyValue("additionalProperties", out var additional))
        {
            foreach (var (name, property) in value.Where(pair => !looked.Contains(pair.Key)).ToList())
                Look(additional, name, property);
        }

        result.Properties.UnionWith(looked);
        Names(schema, value, pointer, result);
        Dependent(schema, value, pointer, result);
        if (!resource.IsDraft7 && schema.TryGetPropertyValue("unevaluatedProperties", out var unevaluated))
        {
            foreach (var (name, property) in value.Where(pair => !result.Properties.Contains(pair.Key)).ToList())
                Look(unevaluated, name, property);
            result.Properties.UnionWith(looked);
        }

        void Look(JsonNode? inner, string name, JsonNode? property)
        {
            looked.Add(name);
            result.Violations.AddRange(evaluator.Evaluate(inner, property, At(pointer, name)).Violations);
        }
    }

    /// <summary>The pointer to a part of what a pointer leads to.</summary>
    public static string At(string pointer, string name) =>
        $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    private void Counts(JsonObject schema, JsonObject value, string pointer, Evaluation result)
    {
        foreach (
            var name in (schema["required"] as JsonArray ?? [])
                .OfType<JsonValue>()
                .Select(name => name.GetValue<string>())
                .Where(name => !value.ContainsKey(name))
        )
            result.Violations.Add(new SchemaViolation(pointer, "required", $"“{name}” is missing."));
        if (ValueKeywords.Limit(schema["minProperties"]) is { } fewest && value.Count < fewest)
            result.Violations.Add(new SchemaViolation(pointer, "minProperties", "It has too few properties."));
        if (ValueKeywords.Limit(schema["maxProperties"]) is { } most && value.Count > most)
            result.Violations.Add(new SchemaViolation(pointer, "maxProperties", "It has too many properties."));
        if (!resource.IsDraft7)
            Needed(schema["dependentRequired"] as JsonObject, value, pointer, result);
    }

    private void Names(JsonObject schema, JsonObject value, string pointer, Evaluation result)
    {
        if (!schema.TryGetPropertyValue("propertyNames", out var names))
            return;
        foreach (var (name, _) in value)
            result.Violations.AddRange(evaluator.Evaluate(names, JsonValue.Create(name), At(pointer, name)).Violations);
    }

    private void Dependent(JsonObject schema, JsonObject value, string pointer, Evaluation result)
    {
        // “dependencies” is draft 7's, for both lists of names and schemas.
        var dependencies = schema["dependencies"] as JsonObject;
        Needed(dependencies, value, pointer, result);
        foreach (
            var (name, inner) in (dependencies ?? [])
                .Where(pair => pair.Value is not JsonArray)
                .Concat(schema["dependentSchemas"] as JsonObject ?? [])
        )
        {
            if (value.ContainsKey(name))
                result.Require(evaluator.Evaluate(inner, value, pointer));
        }
    }

    private static void Needed(JsonObject? dependencies, JsonObject value, string pointer, Evaluation result)
    {
        foreach (var (name, needed) in dependencies ?? [])
        {
            if (!value.ContainsKey(name) || needed is not JsonArray list)
                continue;
            foreach (var missing in list.OfType<JsonValue>().Select(one => one.GetValue<string>()).Where(one => !value.ContainsKey(one)))
                result.Violations.Add(new SchemaViolation(pointer, "dependentRequired", $"“{name}” needs “{missing}” beside it."));
        }
    }
}
