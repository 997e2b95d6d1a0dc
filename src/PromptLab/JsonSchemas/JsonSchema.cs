using System.Text.Json.Nodes;
using PromptLab.Files;

namespace PromptLab.JsonSchemas;

/// <summary>
/// A JSON Schema of draft 2020-12 or draft 7, chosen by <c>$schema</c> (2020-12 where it says nothing). Immutable and thread-safe.
/// </summary>
/// <remarks>
/// https://json-schema.org/draft/2020-12/json-schema-core, https://json-schema.org/draft/2020-12/json-schema-validation and
/// https://datatracker.ietf.org/doc/html/draft-handrews-json-schema-validation-01. <c>format</c> and the content keywords are
/// notes and assert nothing; unknown keywords are ignored. A schema is never loaded from the network.
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

    /// <summary>Reads a schema. A reference that leads nowhere is a problem, and so is a pattern that is none.</summary>
    /// <param name="schema">The schema: an object, or true or false.</param>
    /// <param name="shownAs">The file as the user would name it.</param>
    /// <param name="problems">Where problems go.</param>
    /// <param name="others">Schemas that references may lead to, by their address; null for none.</param>
    public static JsonSchema Read(JsonNode schema, string shownAs, Problems problems, IReadOnlyDictionary<string, JsonNode>? others = null)
    {
        var documents = new SchemaDocuments(schema, others ?? new Dictionary<string, JsonNode>(StringComparer.Ordinal));
        foreach (var problem in documents.Check())
            problems.Add(shownAs, null, problem);
        return new JsonSchema(documents, schema);
    }

    /// <summary>What is wrong with a value; empty where it follows the schema.</summary>
    /// <exception cref="System.Text.RegularExpressions.RegexMatchTimeoutException">
    /// A pattern took longer than a second; then nothing is known.
    /// </exception>
    public IReadOnlyList<SchemaViolation> Validate(JsonNode? value) => new SchemaEvaluator(_documents).Evaluate(_root, value);
}
