using PromptLab.Statistics;

namespace PromptLab.Diagnosing;

/// <summary>The slices that fail more often than chance would have it, and how many were tested to find them.</summary>
/// <remarks>
/// Each slice of at least five items is tested by <see cref="SliceEnrichment"/>, after those were dropped that could not have reached 0.05
/// whatever failed (Tarone). All that are left are corrected together: by Holm for what is established, by Benjamini and
/// Hochberg for leads. That a slice shows two failures at least is asked after the correction, and not before it: a choice by
/// the outcome would make the p-values too small.
/// </remarks>
public sealed record SliceSearch
{
    /// <summary>Holm's p-value up to which a slice is established.</summary>
    public const double EstablishedAt = 0.05;

    /// <summary>The p-value after Benjamini and Hochberg up to which a slice is a lead.</summary>
    public const double LeadAt = 0.10;

    /// <summary>The smallest number of items in a slice.</summary>
    public const int LeastItems = 5;

    private const int LeastFails = 2;
    private const double LeastGainOnParent = 2;

    /// <summary>How many slices were tested and corrected together.</summary>
    public required int Tested { get; init; }

    /// <summary>How many were dropped unseen, since they have too few items to show anything.</summary>
    public required int Dropped { get; init; }

    /// <summary>The slices that hold as a claim, by excess failures.</summary>
    public required IReadOnlyList<Slice> Established { get; init; }

    /// <summary>The slices that are worth a look and prove nothing, by excess failures.</summary>
    public required IReadOnlyList<Slice> Leads { get; init; }

    /// <summary>Searches the decided items of a run.</summary>
    /// <param name="items">The items; undecided ones are passed over.</param>
    public static SliceSearch Of(IReadOnlyList<DiagnosedItem> items)
    {
        var decided = items.Where(item => item.IsDecided).ToList();
        var failing = ItemSlices.BitsOf(decided, item => item.IsFailing);
        var fails = decided.Count(item => item.IsFailing);
        var candidates = ItemSlices.Of(decided, LeastItems);
        var tested = Test(candidates, decided, failing, fails);
        var found = tested
            .Values.Where(slice => slice.Fails >= LeastFails && slice.LeadPValue <= LeadAt && BeatsParents(slice, tested))
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
            .Where(one => SliceEnrichment.BestAttainableP(one.Size, fails, items.Count - fails) <= EstablishedAt)
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
                        lead[one.Index] > LeadAt
                            ? []
                            : [.. items.Where((item, index) => item.IsFailing && one.Item.Item.Holds(index)).Select(item => item.ItemId)],
                    Parents = one.Item.Item.Parents,
                }
            );
    }

    private static bool BeatsParents(Slice slice, Dictionary<int, Slice> tested) =>
        slice.Parents.All(parent =>
            !tested.TryGetValue(parent, out var whole) || slice.ExcessFails >= whole.ExcessFails + LeastGainOnParent
        );
}
