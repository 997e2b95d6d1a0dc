using System.Text.Json.Nodes;
using PromptLab.Files;

namespace PromptLab.JsonSchemas;

/// <summary>
/// A JSON Schema of draft 2020-12, 2019-09 or 7, selected by <c>$schema</c> (2020-12 by default). Immutable and thread-safe.
/// </summary>
/// <remarks>
/// https://json-schema.org/draft/2020-12/json-schema-core, https://json-schema.org/draft/2020-12/json-schema-validation,
/// https://json-schema.org/draft/2019-09/json-schema-core and
/// https://datatracker.ietf.org/doc/html/draft-handrews-json-schema-validation-01. The content keywords are annotations and
/// assert nothing, and so is <c>format</c> unless asked for; unknown keywords are ignored. The drafts' own schemas are built in;
/// others are never loaded from the network.
/// </remarks>
internal sealed class JsonSchema
{
    private readonly SchemaDocuments _documents;
    private readonly JsonNode _root;
    private readonly bool _assertsFormat;

    private JsonSchema(SchemaDocuments documents, JsonNode root, bool assertsFormat) =>
        (_documents, _root, _assertsFormat) = (documents, root, assertsFormat);

    /// <summary>
    /// Reads a schema. What breaks the rules of its draft, references that cannot be resolved and invalid patterns are reported as
    /// problems.
    /// </summary>
    /// <param name="schema">The schema: an object, or true or false.</param>
    /// <param name="shownAs">The file name to use in messages.</param>
    /// <param name="problems">Collects the problems.</param>
    /// <param name="reading">How it is read; null for the default.</param>
    public static JsonSchema Read(JsonNode schema, string shownAs, Problems problems, SchemaReading? reading = null)
    {
        reading ??= SchemaReading.Default;
        var documents = new SchemaDocuments(schema, reading.Others);
        foreach (var problem in new SchemaCheck(documents, schema).Find(reading.AssertsFormat))
        {
            var line = reading.Text is { } text ? JsonPlace.LineOf(text, problem.Pointer) : null;
            if (problem.IsWarning)
                problems.Warn(shownAs, line, problem.ToString());
            else
                problems.Add(shownAs, line, problem.ToString());
        }

        return new JsonSchema(documents, schema, reading.AssertsFormat);
    }

    /// <summary>Reads a draft's own schema, which needs no check.</summary>
    internal static JsonSchema ReadMetaSchema(JsonNode schema)
    {
        var documents = new SchemaDocuments(schema, SchemaReading.Default.Others);
        documents.ResolveAll();
        return new JsonSchema(documents, schema, assertsFormat: false);
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
        new SchemaEvaluator(_documents, budget ?? new WorkBudget(), _assertsFormat).Evaluate(_root, value);
}
