namespace PromptLab.JsonSchemas;

/// <summary>What came of laying one schema on one value: what is wrong, and which parts of the value were looked at.</summary>
internal sealed class Evaluation
{
    public List<SchemaViolation> Violations { get; } = [];

    /// <summary>The properties that a keyword has looked at; for unevaluatedProperties.</summary>
    public HashSet<string> Properties { get; } = new(StringComparer.Ordinal);

    /// <summary>The items that a keyword has looked at; for unevaluatedItems.</summary>
    public HashSet<int> Items { get; } = [];

    public bool IsValid => Violations.Count == 0;

    /// <summary>Takes over a schema that must hold too.</summary>
    public void Require(Evaluation other)
    {
        Violations.AddRange(other.Violations);
        Note(other);
    }

    /// <summary>Takes over what a schema that holds has looked at.</summary>
    public void Note(Evaluation other)
    {
        if (!other.IsValid)
            return;
        Properties.UnionWith(other.Properties);
        Items.UnionWith(other.Items);
    }
}
