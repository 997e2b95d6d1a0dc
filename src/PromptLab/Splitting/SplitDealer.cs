using System.Globalization;
using PromptLab.EvalSets;

namespace PromptLab.Splitting;

/// <summary>Deals units to splits so that each split has its share of the items and of every attribute.</summary>
/// <remarks>
/// Iterative stratification: Sechidis, Tsoumakas and Vlahavas, “On the Stratification of Multi-Label Data”, ECML PKDD 2011. The
/// attribute with the fewest items left is dealt first, its units in order of their hash, each to the split that lacks the
/// attribute most; ties go to the split that lacks items most, and then by the unit's hash. Three things differ. Units have
/// several items. A split that has its number of items takes no more, and one in which the unit fits goes before one in which
/// it does not: without that, rare attributes would all go to the split with the largest share; with it, a split that was not
/// overfull before ends less than the largest unit away from its number. And an attribute that a single unit has decides nothing.
/// </remarks>
internal sealed class SplitDealer
{
    private const int Whole = 100;
    private const int TieDigits = 7;

    private readonly SplitRequest _request;
    private readonly SplitShares _shares;
    private readonly Dictionary<string, int> _room;
    private readonly Dictionary<string, long> _lack; // in hundredths of an item
    private readonly Dictionary<(SplitAttribute, string), long> _attributeLack = [];

    /// <summary>A dealer who knows what is dealt already.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="shares">The shares.</param>
    /// <param name="items">All items that count, dealt or not.</param>
    /// <param name="dealt">The items that have their split, with it.</param>
    public SplitDealer(
        SplitRequest request,
        SplitShares shares,
        IReadOnlyCollection<EvalItem> items,
        IEnumerable<(EvalItem Item, string Split)> dealt
    )
    {
        (_request, _shares) = (request, shares);
        _room = new Dictionary<string, int>(shares.TargetsFor(items.Count), StringComparer.Ordinal);
        _lack = SplitNames.All.ToDictionary(name => name, name => (long)items.Count * shares.Of(name), StringComparer.Ordinal);
        foreach (var (attribute, count) in items.SelectMany(request.AttributesOf).CountBy(attribute => attribute))
        {
            foreach (var name in SplitNames.All)
                _attributeLack[(attribute, name)] = (long)count * shares.Of(name);
        }

        foreach (var (item, split) in dealt)
            Put(1, request.AttributesOf(item).Select(attribute => KeyValuePair.Create(attribute, 1)), split);
    }

    /// <summary>Deals units, which come in order of their hash.</summary>
    /// <param name="units">The units.</param>
    /// <param name="shared">True for an attribute that more than one unit has, dealt ones among them.</param>
    public IReadOnlyDictionary<SplitUnit, string> Deal(IReadOnlyList<SplitUnit> units, Func<SplitAttribute, bool> shared)
    {
        var dealt = new Dictionary<SplitUnit, string>(ReferenceEqualityComparer.Instance);
        var attributes = units.ToDictionary(
            unit => unit,
            unit => unit.AttributesBy(_request),
            (IEqualityComparer<SplitUnit>)ReferenceEqualityComparer.Instance
        );
        var left = new AttributesLeft(units, unit => attributes[unit].Where(pair => shared(pair.Key)));
        while (left.Rarest() is { } attribute)
        {
            foreach (var unit in left.HoldersOf(attribute).Where(unit => !dealt.ContainsKey(unit)))
                Give(unit, attribute);
        }

        foreach (var unit in units.Where(unit => !dealt.ContainsKey(unit)))
            Give(unit, null);
        return dealt;

        void Give(SplitUnit unit, SplitAttribute? attribute)
        {
            dealt[unit] = ChoiceFor(unit, attribute);
            Put(unit.Items.Count, attributes[unit], dealt[unit]);
            left.Remove(unit);
        }
    }

    private string ChoiceFor(SplitUnit unit, SplitAttribute? attribute)
    {
        var open = SplitNames.All.Where(name => _room[name] > 0).ToList();
        var fitting = open.Where(name => _room[name] >= unit.Items.Count).ToList();
        var best = (fitting.Count > 0 ? fitting : open)
            .GroupBy(name => (attribute is null ? 0 : _attributeLack[(attribute, name)], _lack[name]))
            .MaxBy(group => group.Key)!
            .ToList();
        return best[
            (int)(uint.Parse(unit.Hash.AsSpan(^TieDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) % (uint)best.Count)
        ];
    }

    private void Put(int items, IEnumerable<KeyValuePair<SplitAttribute, int>> attributes, string split)
    {
        _room[split] -= items;
        _lack[split] -= (long)Whole * items;
        foreach (var (attribute, count) in attributes)
            _attributeLack[(attribute, split)] -= (long)Whole * count;
    }
}
