namespace PromptLab.Splitting;

/// <summary>Tracks the attributes of the units that have no split yet, and which attribute has the fewest items.</summary>
internal sealed class RemainingAttributes
{
    private readonly Dictionary<SplitAttribute, List<SplitUnit>> _units = [];
    private readonly Dictionary<SplitAttribute, int> _counts = [];
    private readonly SortedSet<(int Count, SplitAttributeKind Kind, string Name)> _order = new(
        Comparer<(int Count, SplitAttributeKind Kind, string Name)>.Create(
            static (a, b) =>
                a.Count != b.Count ? a.Count.CompareTo(b.Count)
                : a.Kind != b.Kind ? a.Kind.CompareTo(b.Kind)
                : string.CompareOrdinal(a.Name, b.Name)
        )
    );
    private readonly Func<SplitUnit, IEnumerable<KeyValuePair<SplitAttribute, int>>> _attributes;

    public RemainingAttributes(IReadOnlyList<SplitUnit> units, Func<SplitUnit, IEnumerable<KeyValuePair<SplitAttribute, int>>> attributes)
    {
        _attributes = attributes;
        foreach (var unit in units)
        {
            foreach (var (attribute, count) in attributes(unit))
            {
                if (!_units.TryGetValue(attribute, out var holders))
                    _units[attribute] = holders = [];
                holders.Add(unit);
                AddToCount(attribute, count);
            }
        }
    }

    public SplitAttribute? Rarest() => _order.Count == 0 ? null : new SplitAttribute(_order.Min.Kind, _order.Min.Name);

    public IReadOnlyList<SplitUnit> UnitsWith(SplitAttribute attribute) => _units[attribute];

    public void Remove(SplitUnit unit)
    {
        foreach (var (attribute, count) in _attributes(unit))
            AddToCount(attribute, -count);
    }

    private void AddToCount(SplitAttribute attribute, int by)
    {
        var before = _counts.GetValueOrDefault(attribute);
        _counts[attribute] = before + by;
        _order.Remove((before, attribute.Kind, attribute.Name));
        if (before + by > 0)
            _order.Add((before + by, attribute.Kind, attribute.Name));
    }
}
