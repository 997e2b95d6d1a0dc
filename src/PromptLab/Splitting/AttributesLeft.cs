namespace PromptLab.Splitting;

/// <summary>The units that are not dealt yet, by attribute, and which attribute has the fewest items left.</summary>
internal sealed class AttributesLeft
{
    private readonly Dictionary<SplitAttribute, List<SplitUnit>> _holders = [];
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

    public AttributesLeft(IReadOnlyList<SplitUnit> units, Func<SplitUnit, IEnumerable<KeyValuePair<SplitAttribute, int>>> attributes)
    {
        _attributes = attributes;
        foreach (var unit in units)
        {
            foreach (var (attribute, count) in attributes(unit))
            {
                if (!_holders.TryGetValue(attribute, out var holders))
                    _holders[attribute] = holders = [];
                holders.Add(unit);
                Change(attribute, count);
            }
        }
    }

    public SplitAttribute? Rarest() => _order.Count == 0 ? null : new SplitAttribute(_order.Min.Kind, _order.Min.Name);

    public IReadOnlyList<SplitUnit> HoldersOf(SplitAttribute attribute) => _holders[attribute];

    public void Remove(SplitUnit unit)
    {
        foreach (var (attribute, count) in _attributes(unit))
            Change(attribute, -count);
    }

    private void Change(SplitAttribute attribute, int by)
    {
        var before = _counts.GetValueOrDefault(attribute);
        _counts[attribute] = before + by;
        _order.Remove((before, attribute.Kind, attribute.Name));
        if (before + by > 0)
            _order.Add((before + by, attribute.Kind, attribute.Name));
    }
}
