using System.Globalization;
using PromptLab.EvalSets;

namespace PromptLab.Splitting;

/// <summary>Assigns units to splits so that each split gets its share of the items and of every attribute.</summary>
/// <remarks>
/// Iterative stratification: Sechidis, Tsoumakas and Vlahavas, “On the Stratification of Multi-Label Data”, ECML PKDD 2011.
/// The attribute with the fewest remaining items is assigned first; its units, in hash order, each go to the split that is
/// furthest below its share of the attribute. Ties go to the split furthest below its share of items, then by the unit's hash.
/// There are three differences. Units have several items. A full split takes no more units, and a split with room for the
/// whole unit is preferred: otherwise rare attributes would all go to the largest split. A split that was not overfull before
/// therefore ends less than the largest unit away from its target. And an attribute that only one unit has is ignored.
/// </remarks>
internal sealed class SplitDealer
{
    private const int HundredPercent = 100;
    private const int TieDigits = 7;

    private readonly SplitRequest _request;
    private readonly SplitShares _shares;
    private readonly Dictionary<string, int> _capacity;
    private readonly Dictionary<string, long> _shortfall; // in hundredths of an item
    private readonly Dictionary<(SplitAttribute, string), long> _attributeShortfall = [];

    /// <summary>Creates a dealer that takes existing assignments into account.</summary>
    /// <param name="request">The labels and other options.</param>
    /// <param name="shares">The target shares.</param>
    /// <param name="items">All items that count towards shares, assigned or not.</param>
    /// <param name="assigned">The items that already have a split.</param>
    public SplitDealer(
        SplitRequest request,
        SplitShares shares,
        IReadOnlyCollection<EvalItem> items,
        IEnumerable<(EvalItem Item, string Split)> assigned
    )
    {
        (_request, _shares) = (request, shares);
        _capacity = new Dictionary<string, int>(shares.TargetsFor(items.Count), StringComparer.Ordinal);
        _shortfall = SplitNames.All.ToDictionary(name => name, name => (long)items.Count * shares.Of(name), StringComparer.Ordinal);
        foreach (var (attribute, count) in items.SelectMany(request.AttributesOf).CountBy(attribute => attribute))
        {
            foreach (var name in SplitNames.All)
                _attributeShortfall[(attribute, name)] = (long)count * shares.Of(name);
        }

        foreach (var (item, split) in assigned)
            RecordAssignment(1, request.AttributesOf(item).Select(attribute => KeyValuePair.Create(attribute, 1)), split);
    }

    /// <summary>Assigns a split to every unit.</summary>
    /// <param name="units">The units without a split, in hash order.</param>
    /// <param name="isShared">True for an attribute of more than one unit, including units that already have a split.</param>
    public IReadOnlyDictionary<SplitUnit, string> Deal(IReadOnlyList<SplitUnit> units, Func<SplitAttribute, bool> isShared)
    {
        var assigned = new Dictionary<SplitUnit, string>(ReferenceEqualityComparer.Instance);
        var attributes = units.ToDictionary(
            unit => unit,
            unit => unit.CountAttributes(_request),
            (IEqualityComparer<SplitUnit>)ReferenceEqualityComparer.Instance
        );
        var remaining = new RemainingAttributes(units, unit => attributes[unit].Where(pair => isShared(pair.Key)));
        while (remaining.Rarest() is { } attribute)
        {
            foreach (var unit in remaining.UnitsWith(attribute).Where(unit => !assigned.ContainsKey(unit)))
                Assign(unit, attribute);
        }

        foreach (var unit in units.Where(unit => !assigned.ContainsKey(unit)))
            Assign(unit, null);
        return assigned;

        void Assign(SplitUnit unit, SplitAttribute? attribute)
        {
            assigned[unit] = ChooseSplit(unit, attribute);
            RecordAssignment(unit.Items.Count, attributes[unit], assigned[unit]);
            remaining.Remove(unit);
        }
    }

    private string ChooseSplit(SplitUnit unit, SplitAttribute? attribute)
    {
        var available = SplitNames.All.Where(name => _capacity[name] > 0).ToList();
        var fitting = available.Where(name => _capacity[name] >= unit.Items.Count).ToList();
        var best = (fitting.Count > 0 ? fitting : available)
            .GroupBy(name => (attribute is null ? 0 : _attributeShortfall[(attribute, name)], _shortfall[name]))
            .MaxBy(group => group.Key)!
            .ToList();
        return best[
            (int)(uint.Parse(unit.Hash.AsSpan(^TieDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) % (uint)best.Count)
        ];
    }

    private void RecordAssignment(int items, IEnumerable<KeyValuePair<SplitAttribute, int>> attributes, string split)
    {
        _capacity[split] -= items;
        _shortfall[split] -= (long)HundredPercent * items;
        foreach (var (attribute, count) in attributes)
            _attributeShortfall[(attribute, split)] -= (long)HundredPercent * count;
    }
}
