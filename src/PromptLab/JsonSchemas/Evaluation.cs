namespace PromptLab.JsonSchemas;

/// <summary>
/// The result of evaluating one schema against one value: the violations, and the parts of the value that were evaluated.
/// </summary>
internal sealed class Evaluation
{
    private const int MaxViolations = 100;

    // Most evaluations have none of these, and there may be millions.
    private List<SchemaViolation>? _violations;
    private HashSet<string>? _properties;
    private HashSet<int>? _items;

    /// <summary>The violations, in the order found; the first 100 where there are more.</summary>
    public IReadOnlyList<SchemaViolation> Violations => _violations ?? [];

    /// <summary>The properties that a keyword has evaluated, for <c>unevaluatedProperties</c>.</summary>
    public HashSet<string> Properties => _properties ??= new(StringComparer.Ordinal);

    /// <summary>The items that a keyword has evaluated, for <c>unevaluatedItems</c>.</summary>
    public HashSet<int> Items => _items ??= [];

    public bool IsValid => _violations is null;

    public void Add(SchemaViolation violation)
    {
        _violations ??= [];
        if (_violations.Count < MaxViolations)
            _violations.Add(violation);
    }

    /// <summary>Adds the violations of a part of the value.</summary>
    public void AddViolations(Evaluation other)
    {
        foreach (var violation in other.Violations)
            Add(violation);
    }

    /// <summary>Adds the result of a subschema that must hold: its violations, and what it evaluated.</summary>
    public void AddRequired(Evaluation other)
    {
        AddViolations(other);
        AddEvaluated(other);
    }

    /// <summary>Adds what a subschema has evaluated, if it holds; its violations do not count.</summary>
    public void AddEvaluated(Evaluation other)
    {
        if (!other.IsValid)
            return;
        if (other._properties is { } properties)
            Properties.UnionWith(properties);
        if (other._items is { } items)
            Items.UnionWith(items);
    }
}
