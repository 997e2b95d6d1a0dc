namespace PromptLab.JsonSchemas;

/// <summary>
/// The result of evaluating one schema against one value: the violations, and the parts of the value that were evaluated.
/// </summary>
internal sealed class Evaluation
{
    public List<SchemaViolation> Violations { get; } = [];

    /// <summary>The properties that a keyword has evaluated, for <c>unevaluatedProperties</c>.</summary>
    public HashSet<string> Properties { get; } = new(StringComparer.Ordinal);

    /// <summary>The items that a keyword has evaluated, for <c>unevaluatedItems</c>.</summary>
    public HashSet<int> Items { get; } = [];

    public bool IsValid => Violations.Count == 0;

    /// <summary>Adds the result of a subschema that must hold: its violations, and what it evaluated.</summary>
    public void AddRequired(Evaluation other)
    {
        Violations.AddRange(other.Violations);
        AddEvaluated(other);
    }

    /// <summary>Adds what a subschema has evaluated, if it holds; its violations do not count.</summary>
    public void AddEvaluated(Evaluation other)
    {
        if (!other.IsValid)
            return;
        Properties.UnionWith(other.Properties);
        Items.UnionWith(other.Items);
    }
}
