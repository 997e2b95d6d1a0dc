using PromptLab.Statistics;

namespace PromptLab.Diagnosing;

/// <summary>Finds slices that fail more often than chance explains.</summary>
/// <remarks>
/// Slices of at least five items are tested by <see cref="SliceEnrichment"/>, except those that could not reach 0.05 whatever
/// failed (Tarone). All tested slices are corrected together: by Holm for established slices, by Benjamini and Hochberg for leads.
/// Slices with fewer than two failures are removed only after the correction: selecting by the outcome before it would make the
/// p-values too small.
/// </remarks>
internal sealed record SliceSearch
{
    /// <summary>The largest Holm p-value of an established slice.</summary>
    public const double EstablishedLevel = 0.05;

    /// <summary>The largest Benjamini–Hochberg p-value of a lead.</summary>
    public const double LeadLevel = 0.10;

    /// <summary>The minimum number of items in a slice.</summary>
    public const int MinItems = 5;

    private const int MinFails = 2;
    private const double MinGainOverParent = 2;

    /// <summary>The number of slices that were tested and corrected together.</summary>
    public required int Tested { get; init; }

    /// <summary>The number of slices that were not tested, because they have too few items to be significant.</summary>
    public required int Dropped { get; init; }

    /// <summary>The statistically established slices, by excess failures, largest first.</summary>
    public required IReadOnlyList<Slice> Established { get; init; }

    /// <summary>The slices worth a look that are not established, by excess failures, largest first.</summary>
    public required IReadOnlyList<Slice> Leads { get; init; }

    /// <summary>Searches the decided items of a run.</summary>
    /// <param name="items">The items; undecided ones are ignored.</param>
    public static SliceSearch Of(IReadOnlyList<DiagnosedItem> items)
    {
        var decided = items.Where(item => item.IsDecided).ToList();
        var failing = ItemSlices.BitsOf(decided, item => item.IsFailing);
        var fails = decided.Count(item => item.IsFailing);
        var candidates = ItemSlices.Of(decided, MinItems);
        var tested = Test(candidates, decided, failing, fails);
        var found = tested
            .Values.Where(slice => slice.Fails >= MinFails && slice.LeadPValue <= LeadLevel && BeatsParents(slice, tested))
            .OrderByDescending(slice => slice.ExcessFails)
            .ThenBy(slice => slice.Conditions.Count)
            .ThenBy(slice => slice.Name, StringComparer.Ordinal)
            .ToList();
        return new SliceSearch
        {
            Tested = tested.Count,
            Dropped = candidates.Count - tested.Count,
            Established = [.. found.Where(slice => slice.IsEstablished)],
            Leads = [.. found.Where(slice => !slice.IsEstablished)],
        };
    }

    private static Dictionary<int, Slice> Test(
        IReadOnlyList<ItemSlices.Candidate> candidates,
        IReadOnlyList<DiagnosedItem> items,
        ulong[] failing,
        int fails
    )
    {
        var counted = candidates
            .Index()
            .Select(one => (one.Index, one.Item, Size: one.Item.Count()))
            .Where(one => SliceEnrichment.BestAttainableP(one.Size, fails, items.Count - fails) <= EstablishedLevel)
            .Select(one => (one.Index, one.Item, one.Size, Fails: one.Item.CountIn(failing)))
            .ToList();
        var known = new Dictionary<(int Size, int Fails), SliceEnrichment>();
        var tests = counted
            .Select(one =>
                known.TryGetValue((one.Size, one.Fails), out var test)
                    ? test
                    : known[(one.Size, one.Fails)] = SliceEnrichment.Of(one.Fails, one.Size - one.Fails, fails, items.Count - fails)
            )
            .ToList();
        double[] p = [.. tests.Select(test => test.POneSided)];
        var (holm, lead) = (MultipleTesting.Holm(p), MultipleTesting.BenjaminiHochberg(p));
        return counted
            .Index()
            .ToDictionary(
                one => one.Item.Index,
                one => new Slice
                {
                    Conditions = one.Item.Item.Conditions,
                    Items = one.Item.Size,
                    Fails = one.Item.Fails,
                    ItemsOutside = items.Count - one.Item.Size,
                    FailsOutside = fails - one.Item.Fails,
                    ExcessFails = tests[one.Index].ExcessFails ?? 0,
                    PValue = p[one.Index],
                    LeadPValue = lead[one.Index],
                    HolmPValue = holm[one.Index],
                    FailingIds =
                        lead[one.Index] > LeadLevel
                            ? []
                            :
                            [
                                .. items
                                    .Where((item, index) => item.IsFailing && one.Item.Item.Contains(index))
                                    .Select(item => item.ItemId),
                            ],
                    Parents = one.Item.Item.Parents,
                }
            );
    }

    private static bool BeatsParents(Slice slice, Dictionary<int, Slice> tested) =>
        slice.Parents.All(parent =>
            !tested.TryGetValue(parent, out var whole) || slice.ExcessFails >= whole.ExcessFails + MinGainOverParent
        );
}
