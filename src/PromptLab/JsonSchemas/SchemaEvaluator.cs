using System.Text.Json.Nodes;
using PromptLab.Files;

namespace PromptLab.JsonSchemas;

/// <summary>Evaluates a schema against a value: references and combined schemas here, other keywords in classes of their own.</summary>
internal sealed class SchemaEvaluator(SchemaDocuments documents, WorkBudget budget, bool assertsFormat = false)
{
    private const int MaxDepth = 1000; // of schemas within schemas: some for each level of the value
    private const int CharactersPerStep = 64;

    private readonly List<SchemaResource> _scope = [];
    private int _depth;

    /// <summary>Bounds the work of this evaluation.</summary>
    public WorkBudget Budget => budget;

    public IReadOnlyList<SchemaViolation> Evaluate(JsonNode schema, JsonNode? value) => Evaluate(schema, value, "").Violations;

    /// <summary>Evaluates a schema against the value at a JSON pointer.</summary>
    public Evaluation Evaluate(JsonNode? schema, JsonNode? value, string pointer)
    {
        budget.Spend(1 + (pointer.Length / CharactersPerStep));
        var result = new Evaluation();
        if (schema is JsonValue boolean && boolean.TryGetValue(out bool allowed))
        {
            if (!allowed)
                result.Add(new SchemaViolation(pointer, "false", "Nothing is allowed here."));
        }
        else if (schema is JsonObject keywords)
        {
            if (++_depth > MaxDepth)
                throw new WorkBudgetException("more than 1,000 schemas within each other");
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
        var hasReference = EvaluateReferences(schema, resource, value, pointer, result);
        if (hasReference && resource.IsDraft7)
            return;
        EvaluateCombinations(schema, value, pointer, result);
        if (resource.HasValidation)
            ValueKeywords.Check(schema, value, pointer, result, budget);
        if (assertsFormat || resource.Dialect.AssertsFormat)
            CheckFormat(schema, value, pointer, result);
        if (value is JsonObject map)
            new ObjectKeywords(this, resource).Evaluate(schema, map, pointer, result);
        else if (value is JsonArray list)
            new ArrayKeywords(this, resource).Evaluate(schema, list, pointer, result);
    }

    private bool EvaluateReferences(JsonObject schema, SchemaResource resource, JsonNode? value, string pointer, Evaluation result)
    {
        var found = false;
        if (SchemaDocuments.Text(schema, "$ref") is { } reference)
        {
            found = true;
            Follow(documents.Resolve(resource, reference), "$ref");
        }

        if (resource.Draft == SchemaDraft.Draft202012 && SchemaDocuments.Text(schema, "$dynamicRef") is { } dynamic)
            Follow(ResolveDynamic(resource, dynamic), "$dynamicRef");
        if (resource.Draft == SchemaDraft.Draft201909 && SchemaDocuments.Text(schema, "$recursiveRef") is { } recursive)
            Follow(ResolveRecursive(resource, recursive), "$recursiveRef");
        return found;

        void Follow(JsonNode? target, string keyword)
        {
            if (target is null)
                result.Add(new SchemaViolation(pointer, keyword, "The reference leads nowhere."));
            else
                result.AddRequired(Evaluate(target, value, pointer));
        }
    }

    // A dynamic anchor is taken from the outermost resource of the current scope that has it.
    private JsonNode? ResolveDynamic(SchemaResource resource, string reference)
    {
        var target = documents.Resolve(resource, reference);
        var name = reference[(reference.IndexOf('#', StringComparison.Ordinal) + 1)..];
        var isDynamic = target is JsonObject map && SchemaDocuments.Text(map, "$dynamicAnchor") == name;
        return isDynamic
            ? _scope.Select(outer => outer.DynamicAnchors.GetValueOrDefault(name)).FirstOrDefault(found => found is not null) ?? target
            : target;
    }

    // Where the target is a recursive anchor, the outermost resource of the current scope that is one takes its place.
    private JsonNode? ResolveRecursive(SchemaResource resource, string reference)
    {
        var target = documents.Resolve(resource, reference);
        return target is not null && documents.ResourceOf(target) is { IsRecursiveAnchor: true } anchor && anchor.Root == target
            ? _scope.Find(outer => outer.IsRecursiveAnchor)?.Root ?? target
            : target;
    }

    private void CheckFormat(JsonObject schema, JsonNode? value, string pointer, Evaluation result)
    {
        if (value is not JsonValue scalar || !scalar.TryGetValue(out string? text))
            return;
        if (SchemaDocuments.Text(schema, "format") is not { } format || SchemaFormat.Find(format) is not { } hasForm)
            return;
        budget.Spend(1 + (text.Length / CharactersPerStep));
        if (!hasForm(text))
            result.Add(new SchemaViolation(pointer, "format", $"It does not have the format {format}."));
    }

    private void EvaluateCombinations(JsonObject schema, JsonNode? value, string pointer, Evaluation result)
    {
        foreach (var part in Subschemas(schema, "allOf"))
            result.AddRequired(Evaluate(part, value, pointer));
        if (schema.ContainsKey("anyOf"))
            CountValid(schema, "anyOf", value, pointer, result, valid => valid > 0, "It follows none of the allowed forms.");
        if (schema.ContainsKey("oneOf"))
            CountValid(schema, "oneOf", value, pointer, result, valid => valid == 1, "It must follow just one of the allowed forms.");
        if (schema.TryGetPropertyValue("not", out var not) && Evaluate(not, value, pointer).IsValid)
            result.Add(new SchemaViolation(pointer, "not", "It has a form that is not allowed."));
        if (!schema.TryGetPropertyValue("if", out var condition))
            return;
        var test = Evaluate(condition, value, pointer);
        result.AddEvaluated(test);
        if (schema.TryGetPropertyValue(test.IsValid ? "then" : "else", out var next))
            result.AddRequired(Evaluate(next, value, pointer));
    }

    private void CountValid(
        JsonObject schema,
        string keyword,
        JsonNode? value,
        string pointer,
        Evaluation result,
        Func<int, bool> isEnough,
        string message
    )
    {
        var evaluations = Subschemas(schema, keyword).Select(part => Evaluate(part, value, pointer)).ToList();
        foreach (var evaluation in evaluations)
            result.AddEvaluated(evaluation);
        var valid = evaluations.Count(evaluation => evaluation.IsValid);
        if (isEnough(valid))
            return;
        if (valid == 0 && Nearest(evaluations, pointer) is { } nearest)
            result.AddViolations(nearest);
        else
            result.Add(new SchemaViolation(pointer, keyword, message));
    }

    // The only form that fails deeper inside the value than all others is the one that was meant.
    private static Evaluation? Nearest(List<Evaluation> failed, string pointer)
    {
        var deepest = failed.Max(one => DepthOf(one.Violations[0].Pointer));
        return deepest > DepthOf(pointer) && failed.FindAll(one => DepthOf(one.Violations[0].Pointer) == deepest) is [var only]
            ? only
            : null;
    }

    private static int DepthOf(string pointer) => pointer.AsSpan().Count('/');

    private static IEnumerable<JsonNode?> Subschemas(JsonObject schema, string keyword) => schema[keyword] as JsonArray ?? [];
}
