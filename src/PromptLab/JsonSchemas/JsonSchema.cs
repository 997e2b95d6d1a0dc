using System.Text.Json.Nodes;
using PromptLab.Files;

namespace PromptLab.JsonSchemas;

/// <summary>
/// A JSON Schema of draft 2020-12 or draft 7, selected by <c>$schema</c> (2020-12 by default). Immutable and thread-safe.
/// </summary>
/// <remarks>
/// https://json-schema.org/draft/2020-12/json-schema-core, https://json-schema.org/draft/2020-12/json-schema-validation and
/// https://datatracker.ietf.org/doc/html/draft-handrews-json-schema-validation-01. <c>format</c> and the content keywords are
/// annotations and assert nothing; unknown keywords are ignored. Schemas are never loaded from the network.
/// </remarks>
internal sealed class JsonSchema
{
    private readonly SchemaDocuments _documents;
    private readonly JsonNode _root;

    private JsonSchema(SchemaDocuments documents, JsonNode root)
    {
        _documents = documents;
        _root = root;
    }

    /// <summary>Reads a schema. References that cannot be resolved and invalid patterns are reported as problems.</summary>
    /// <param name="schema">The schema: an object, or true or false.</param>
    /// <param name="shownAs">The file name to use in messages.</param>
    /// <param name="problems">Collects the problems.</param>
    /// <param name="others">Other schemas that references may resolve to, by their URI; null for none.</param>
    public static JsonSchema Read(JsonNode schema, string shownAs, Problems problems, IReadOnlyDictionary<string, JsonNode>? others = null)
    {
        var documents = new SchemaDocuments(schema, others ?? new Dictionary<string, JsonNode>(StringComparer.Ordinal));
        foreach (var problem in documents.Check())
            problems.Add(shownAs, null, problem);
        if (new SchemaLoops(documents).Find([.. documents.Schemas]) is (var message, var isWarning))
        {
            if (isWarning)
                problems.Warn(shownAs, null, message);
            else
                problems.Add(shownAs, null, message);
        }

        return new JsonSchema(documents, schema);
    }

    /// <summary>The violations of the schema by a value; empty if the value is valid; the first 100 where there are more.</summary>
    /// <param name="value">The value; null for JSON null.</param>
    /// <param name="budget">Bounds the work; null for the limits of one grading, without cancellation.</param>
    /// <exception cref="System.Text.RegularExpressions.RegexMatchTimeoutException">
    /// A pattern took longer than one second; the value may or may not be valid.
    /// </exception>
    /// <exception cref="WorkBudgetException">It takes too much work; the value may or may not be valid.</exception>
    /// <exception cref="OperationCanceledException">The budget's token was cancelled.</exception>
    public IReadOnlyList<SchemaViolation> Validate(JsonNode? value, WorkBudget? budget = null) =>
        new SchemaEvaluator(_documents, budget ?? new WorkBudget()).Evaluate(_root, value);
}
