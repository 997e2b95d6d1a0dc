using System.Text.Json.Nodes;

namespace PromptLab.JsonSchemas;

/// <summary>Evaluates the keywords for objects, such as <c>properties</c> and <c>required</c>.</summary>
internal sealed class ObjectKeywords(SchemaEvaluator evaluator, SchemaResource resource)
{
    public void Evaluate(JsonObject schema, JsonObject value, string pointer, Evaluation result)
    {
        if (resource.HasValidation)
            CheckCounts(schema, value, pointer, result);
        evaluator.Budget.Spend(CountKeys(schema["properties"]) + (CountKeys(schema["patternProperties"]) * value.Count));
        var evaluated = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, inner) in schema["properties"] as JsonObject ?? [])
        {
            if (value.TryGetPropertyValue(name, out var property))
                EvaluateProperty(inner, name, property);
        }

        foreach (var (pattern, inner) in schema["patternProperties"] as JsonObject ?? [])
        {
            foreach (var (name, property) in value.Where(pair => SchemaPattern.IsMatch(pattern, pair.Key, evaluator.Budget)))
                EvaluateProperty(inner, name, property);
        }

        if (schema.TryGetPropertyValue("additionalProperties", out var additional))
        {
            evaluator.Budget.Spend(value.Count);
            foreach (var (name, property) in value.Where(pair => !evaluated.Contains(pair.Key)).ToList())
                EvaluateProperty(additional, name, property);
        }

        result.Properties.UnionWith(evaluated);
        CheckNames(schema, value, pointer, result);
        CheckDependencies(schema, value, pointer, result);
        if (!resource.IsDraft7 && schema.TryGetPropertyValue("unevaluatedProperties", out var unevaluated))
        {
            evaluator.Budget.Spend(value.Count);
            foreach (var (name, property) in value.Where(pair => !result.Properties.Contains(pair.Key)).ToList())
                EvaluateProperty(unevaluated, name, property);
            result.Properties.UnionWith(evaluated);
        }

        void EvaluateProperty(JsonNode? inner, string name, JsonNode? property)
        {
            evaluated.Add(name);
            result.AddViolations(evaluator.Evaluate(inner, property, Append(pointer, name)));
        }
    }

    /// <summary>Appends a property name to a JSON pointer (RFC 6901), escaped.</summary>
    public static string Append(string pointer, string name) =>
        $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    private void CheckCounts(JsonObject schema, JsonObject value, string pointer, Evaluation result)
    {
        evaluator.Budget.Spend((schema["required"] as JsonArray)?.Count ?? 0);
        foreach (
            var name in (schema["required"] as JsonArray ?? [])
                .OfType<JsonValue>()
                .Select(name => name.GetValue<string>())
                .Where(name => !value.ContainsKey(name))
        )
            result.Add(new SchemaViolation(pointer, "required", $"“{name}” is missing."));
        if (ValueKeywords.Limit(schema["minProperties"]) is { } min && value.Count < min)
            result.Add(new SchemaViolation(pointer, "minProperties", "It has too few properties."));
        if (ValueKeywords.Limit(schema["maxProperties"]) is { } max && value.Count > max)
            result.Add(new SchemaViolation(pointer, "maxProperties", "It has too many properties."));
        if (!resource.IsDraft7)
            CheckRequiredWith(schema["dependentRequired"] as JsonObject, value, pointer, result);
    }

    private void CheckNames(JsonObject schema, JsonObject value, string pointer, Evaluation result)
    {
        if (!schema.TryGetPropertyValue("propertyNames", out var names))
            return;
        foreach (var (name, _) in value)
            result.AddViolations(evaluator.Evaluate(names, JsonValue.Create(name), Append(pointer, name)));
    }

    private void CheckDependencies(JsonObject schema, JsonObject value, string pointer, Evaluation result)
    {
        // “dependencies” is from draft 7 and takes both lists of names and schemas.
        var dependencies = schema["dependencies"] as JsonObject;
        CheckRequiredWith(dependencies, value, pointer, result);
        foreach (
            var (name, inner) in (dependencies ?? [])
                .Where(pair => pair.Value is not JsonArray)
                .Concat((resource.IsDraft7 ? null : schema["dependentSchemas"] as JsonObject) ?? [])
        )
        {
            if (value.ContainsKey(name))
                result.AddRequired(evaluator.Evaluate(inner, value, pointer));
        }
    }

    private static void CheckRequiredWith(JsonObject? dependencies, JsonObject value, string pointer, Evaluation result)
    {
        foreach (var (name, required) in dependencies ?? [])
        {
            if (!value.ContainsKey(name) || required is not JsonArray list)
                continue;
            foreach (var missing in list.OfType<JsonValue>().Select(one => one.GetValue<string>()).Where(one => !value.ContainsKey(one)))
                result.Add(new SchemaViolation(pointer, "dependentRequired", $"“{name}” needs “{missing}” beside it."));
        }
    }

    private static long CountKeys(JsonNode? node) => (node as JsonObject)?.Count ?? 0;
}
