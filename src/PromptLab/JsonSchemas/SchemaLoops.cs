using System.Globalization;
using System.Text.Json.Nodes;
using PromptLab.Files;

namespace PromptLab.JsonSchemas;

/// <summary>
/// Finds schemas that no value could be checked against: those that lead back to themselves without a step into the value, and
/// those whose references and combinations multiply.
/// </summary>
/// <remarks>
/// Only what is evaluated for every value counts: <c>$ref</c>, <c>allOf</c>, <c>anyOf</c>, <c>oneOf</c>, <c>not</c> and <c>if</c>.
/// The evaluation has limits of its own for everything else.
/// </remarks>
internal sealed class SchemaLoops(SchemaDocuments documents)
{
    private static readonly string[] Lists = ["allOf", "anyOf", "oneOf"];
    private static readonly string[] Singles = ["not", "if"];

    private readonly Dictionary<JsonNode, double> _costs = new(ReferenceEqualityComparer.Instance);

    /// <summary>The problem of schemas, as a sentence, and whether it is only a warning; null if they have none.</summary>
    public (string Message, bool IsWarning)? Find(IEnumerable<JsonNode> schemas)
    {
        foreach (var schema in schemas)
        {
            if (!_costs.ContainsKey(schema) && !TryVisit(schema))
                return (
                    "The schema leads back to itself by “$ref” without a step into the value, so that checking a value never ends.",
                    false
                );
        }

        return _costs.Values.Any(cost => cost > WorkBudget.MaxSteps)
            ? (
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The references of this schema multiply: checking one value takes more than {WorkBudget.MaxSteps:N0} steps, so that responses are undecided."
                ),
                true
            )
            : null;
    }

    // Depth first, with a stack of its own, as a chain of references may be long. False at a loop.
    private bool TryVisit(JsonNode root)
    {
        var onPath = new HashSet<JsonNode>(ReferenceEqualityComparer.Instance) { root };
        var path = new Stack<(JsonNode Schema, List<JsonNode> Parts, int Next)>();
        path.Push((root, PartsOf(root), 0));
        while (path.TryPop(out var top))
        {
            var (schema, parts, next) = top;
            if (next == parts.Count)
            {
                onPath.Remove(schema);
                _costs[schema] = 1 + parts.Sum(part => _costs[part]);
                continue;
            }

            path.Push((schema, parts, next + 1));
            if (_costs.ContainsKey(parts[next]))
                continue;
            if (!onPath.Add(parts[next]))
                return false;
            path.Push((parts[next], PartsOf(parts[next]), 0));
        }

        return true;
    }

    private List<JsonNode> PartsOf(JsonNode node)
    {
        if (node is not JsonObject schema)
            return [];
        var resource = documents.ResourceOf(schema);
        var target = SchemaDocuments.Text(schema, "$ref") is { } reference ? documents.Resolve(resource, reference) : null;
        if (target is not null && resource.IsDraft7)
            return [target];
        var parts = Lists
            .SelectMany(keyword => schema[keyword] as JsonArray ?? [])
            .Concat(Singles.Select(keyword => schema[keyword]))
            .Append(target);
        return [.. parts.OfType<JsonObject>()];
    }
}
