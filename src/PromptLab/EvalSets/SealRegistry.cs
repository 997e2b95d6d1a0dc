using PromptLab.Files;

namespace PromptLab.EvalSets;

/// <summary>
/// The sealed items of a project: those that stand in a holdout, and those that were looked at in one and have not been retired.
/// They are known by their input, whatever the eval set, the split or the label. Immutable.
/// </summary>
internal sealed class SealRegistry
{
    private readonly Dictionary<string, string> _places = new(StringComparer.Ordinal);
    private readonly HashSet<string> _lookedAt = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _retired = new(StringComparer.Ordinal);

    private SealRegistry() { }

    /// <summary>True where the project has no sealed item.</summary>
    public bool IsEmpty => _places.Count == 0;

    /// <summary>True for the seal of an item that may only be asked by a counted look.</summary>
    public bool Contains(string seal) => _places.ContainsKey(seal);

    /// <summary>True for the seal of an item that was looked at in a holdout and has not been retired.</summary>
    public bool IsLookedAt(string seal) => _lookedAt.Contains(seal);

    /// <summary>True for the seal of an item that was in a holdout and is free now.</summary>
    public bool IsRetired(string seal) => _retired.ContainsKey(seal);

    /// <summary>Collects the seals.</summary>
    /// <param name="evalSets">All eval sets of the project that could be read.</param>
    /// <param name="ledgers">The ledgers beside them.</param>
    public static SealRegistry Of(IReadOnlyList<EvalSet> evalSets, IReadOnlyList<LedgerSeals> ledgers)
    {
        var registry = new SealRegistry();
        foreach (var item in evalSets.SelectMany(set => set.SealedItems))
            registry._places.TryAdd(item.Seal, FormattableString.Invariant($"“{item.Id}” of the holdout, {item.File}:{item.Line}"));
        foreach (var ledger in ledgers)
        {
            foreach (var (seal, line) in ledger.Sealed)
            {
                registry._places.TryAdd(seal, FormattableString.Invariant($"it was looked at in a holdout, {ledger.File}:{line}"));
                registry._lookedAt.Add(seal);
            }

            foreach (var (seal, line) in ledger.Retired)
                registry._retired.TryAdd(seal, FormattableString.Invariant($"{ledger.File}:{line}"));
        }

        return registry;
    }

    /// <summary>
    /// Reports items of an eval set that are sealed and stand outside a holdout, and items of its holdout that were retired, which
    /// anybody may have tuned on since.
    /// </summary>
    public void Check(EvalSet evalSet, Problems problems)
    {
        if (IsEmpty)
            return;
        foreach (var item in evalSet.Items)
        {
            if (!item.IsSealed && _places.TryGetValue(item.Seal, out var place))
                problems.Add(
                    item.File,
                    item.Line,
                    $"“{item.Id}”{(item.Split is null ? "" : $" of {item.Split}")} has the input of a sealed item ({place}), which only counted looks may ask. Take it out of one of the two; a spent holdout is freed with: promptlab split-evalset NAME --retire \"why\""
                );
            else if (item.IsSealed && _retired.TryGetValue(item.Seal, out var line))
                problems.Add(
                    item.File,
                    item.Line,
                    $"“{item.Id}” was retired from a holdout ({line}), so anybody may have tuned on it. Take it out of the holdout and write a new item; where promptlab split-evalset --retire was interrupted, repeat it."
                );
        }
    }
}
