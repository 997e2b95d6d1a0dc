using System.Text.Json.Nodes;

namespace PromptLab.JsonSchemas;

/// <summary>Lays a schema on a value: references and the schemas that are combined; the other keywords stand in their own files.</summary>
internal sealed class SchemaEvaluator(SchemaDocuments documents)
{
    private const int Deepest = 200;

    private readonly List<SchemaResource> _scope = [];
    private int _depth;

    public IReadOnlyList<SchemaViolation> Evaluate(JsonNode schema, JsonNode? value) => Evaluate(schema, value, "").Violations;

    /// <summary>Lays a schema on a value at a place.</summary>
    public Evaluation Evaluate(JsonNode? schema, JsonNode? value, string pointer)
    {
        var result = new Evaluation();
        if (schema is JsonValue whether && whether.TryGetValue(out bool allowed))
        {
            if (!allowed)
                result.Violations.Add(new SchemaViolation(pointer, "false", "Nothing is allowed here."));
        }
        else if (schema is JsonObject map && ++_depth > Deepest)
        {
            result.Violations.Add(new SchemaViolation(pointer, "$ref", "The schemas refer to each other without end."));
            _depth--;
        }
        else if (schema is JsonObject keywords)
        {
            var resource = documents.ResourceOf(schema);
            _scope.Add(resource);
            Evaluate(keywords, resource, value, pointer, result);
            _scope.RemoveAt(_scope.Count - 1);
            _depth--;
        }

        return result;
    }

    private void Evaluate(JsonObject schema, SchemaResource resource, JsonNode? value, string pointer, Evaluation result)
    {
        var hasReference = Reference(schema, resource, value, pointer, result);
        if (hasReference && resource.IsDraft7)
            return;
        Combined(schema, value, pointer, result);
        if (resource.HasValidation)
            ValueKeywords.Check(schema, value, pointer, result);
        if (value is JsonObject map)
            new ObjectKeywords(this, resource).Check(schema, map, pointer, result);
        else if (value is JsonArray list)
            new ArrayKeywords(this, resource).Check(schema, list, pointer, result);
    }

    private bool Reference(JsonObject schema, SchemaResource resource, JsonNode? value, string pointer, Evaluation result)
    {
        var found = false;
        if (SchemaDocuments.Text(schema, "$ref") is { } reference)
        {
            found = true;
            Follow(documents.Resolve(resource, reference), "$ref");
        }

        if (!resource.IsDraft7 && SchemaDocuments.Text(schema, "$dynamicRef") is { } dynamic)
            Follow(Dynamic(resource, dynamic), "$dynamicRef");
        return found;

        void Follow(JsonNode? target, string keyword)
        {
            if (target is null)
                result.Violations.Add(new SchemaViolation(pointer, keyword, "The reference leads nowhere."));
            else
                result.Require(Evaluate(target, value, pointer));
        }
    }

    // A dynamic anchor is taken from the outermost resource on the way here that has it.
    private JsonNode? Dynamic(SchemaResource resource, string reference)
    {
        var target = documents.Resolve(resource, reference);
        var name = reference[(reference.IndexOf('#', StringComparison.Ordinal) + 1)..];
        var isDynamic = target is JsonObject map && SchemaDocuments.Text(map, "$dynamicAnchor") == name;
        return isDynamic
            ? _scope.Select(outer => outer.DynamicAnchors.GetValueOrDefault(name)).FirstOrDefault(found => found is not null) ?? target
            : target;
    }

    private void Combined(JsonObject schema, JsonNode? value, string pointer, Evaluation result)
    {
        foreach (var part in Schemas(schema, "allOf"))
            result.Require(Evaluate(part, value, pointer));
        if (schema.ContainsKey("anyOf"))
            Some(schema, "anyOf", value, pointer, result, held => held > 0, "It follows none of the allowed forms.");
        if (schema.ContainsKey("oneOf"))
            Some(schema, "oneOf", value, pointer, result, held => held == 1, "It must follow just one of the allowed forms.");
        if (schema.TryGetPropertyValue("not", out var not) && Evaluate(not, value, pointer).IsValid)
            result.Violations.Add(new SchemaViolation(pointer, "not", "It has a form that is not allowed."));
        if (!schema.TryGetPropertyValue("if", out var condition))
            return;
        var met = Evaluate(condition, value, pointer);
        result.Note(met);
        if (schema.TryGetPropertyValue(met.IsValid ? "then" : "else", out var next))
            result.Require(Evaluate(next, value, pointer));
    }

    private void Some(
        JsonObject schema,
        string keyword,
        JsonNode? value,
        string pointer,
        Evaluation result,
        Func<int, bool> enough,
        string message
    )
    {
        var held = 0;
        foreach (var part in Schemas(schema, keyword))
        {
            var evaluation = Evaluate(part, value, pointer);
            held += evaluation.IsValid ? 1 : 0;
            result.Note(evaluation);
        }

        if (!enough(held))
            result.Violations.Add(new SchemaViolation(pointer, keyword, message));
    }

    private static IEnumerable<JsonNode?> Schemas(JsonObject schema, string keyword) => schema[keyword] as JsonArray ?? [];
}
