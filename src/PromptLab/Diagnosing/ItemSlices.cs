using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using PromptLab.Statistics;

namespace PromptLab.Diagnosing;

/// <summary>Enumerates candidate slices: by tag, by label, by quarter of the input's length, and by pairs of these.</summary>
internal static class ItemSlices
{
    /// <summary>A candidate slice as a bit set over the items.</summary>
    internal sealed record Candidate(IReadOnlyList<SliceCondition> Conditions, ulong[] Bits, IReadOnlyList<int> Parents)
    {
        public int Count() => Bits.Sum(word => BitOperations.PopCount(word));

        public int CountIn(ulong[] others) => Bits.Zip(others, (one, other) => BitOperations.PopCount(one & other)).Sum();

        public bool Contains(int index) => (Bits[index >> 6] >> (index & 63) & 1) == 1;
    }

    /// <summary>
    /// Every slice with at least <paramref name="minItems"/> items and at least one item outside, single conditions first. Of
    /// slices over the same items, only the first is kept.
    /// </summary>
    public static IReadOnlyList<Candidate> Of(IReadOnlyList<DiagnosedItem> items, int minItems)
    {
        var found = new List<Candidate>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (condition, bits) in Singles(items))
            Add(new Candidate([condition], bits, []));
        var singles = found.Count;
        for (var one = 0; one < singles; one++)
        {
            for (var other = one + 1; other < singles; other++)
                Add(
                    new Candidate(
                        [found[one].Conditions[0], found[other].Conditions[0]],
                        And(found[one].Bits, found[other].Bits),
                        [one, other]
                    )
                );
        }

        return found;

        void Add(Candidate candidate)
        {
            if (candidate.Count() is var count && count >= minItems && count < items.Count && seen.Add(Fingerprint(candidate.Bits)))
                found.Add(candidate);
        }
    }

    /// <summary>The bit set of the items that satisfy a predicate.</summary>
    public static ulong[] BitsOf(IReadOnlyList<DiagnosedItem> items, Func<DiagnosedItem, bool> isIn)
    {
        var bits = new ulong[(items.Count + 63) / 64];
        for (var i = 0; i < items.Count; i++)
            bits[i >> 6] |= isIn(items[i]) ? 1UL << (i & 63) : 0;
        return bits;
    }

    private static IEnumerable<(SliceCondition Condition, ulong[] Bits)> Singles(IReadOnlyList<DiagnosedItem> items)
    {
        foreach (var tag in items.SelectMany(item => item.Tags).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            yield return (new SliceCondition(SliceKind.Tag, tag), BitsOf(items, item => item.Tags.Contains(tag, StringComparer.Ordinal)));
        foreach (
            var label in items.Select(item => item.Label).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
        )
            yield return (new SliceCondition(SliceKind.Label, label), BitsOf(items, item => item.Label == label));
        foreach (var (above, upTo, name) in Quarters(items))
            yield return (
                new SliceCondition(SliceKind.Length, name),
                BitsOf(items, item => item.InputLength > above && item.InputLength <= upTo)
            );
    }

    // Split at the quartiles of the lengths. Items of equal length stay together, so quarters may be unequal or empty.
    private static IEnumerable<(double Above, double UpTo, string Name)> Quarters(IReadOnlyList<DiagnosedItem> items)
    {
        if (items.Count == 0)
            yield break;
        var lengths = items.Select(item => (double)item.InputLength).ToList();
        double[] limits = [-1, .. new[] { 0.25, 0.5, 0.75 }.Select(p => Math.Floor(Quantile.Type7(lengths, p)!.Value)), lengths.Max()];
        for (var quarter = 0; quarter < 4; quarter++)
        {
            var (above, upTo) = (limits[quarter], limits[quarter + 1]);
            if (upTo > above)
                yield return (above, upTo, string.Create(CultureInfo.InvariantCulture, $"{above + 1:0} to {upTo:0} characters"));
        }
    }

    // Rather than the bits themselves, which take megabytes for the many pairs of a large set.
    private static string Fingerprint(ulong[] bits) => Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<ulong>(bits)));

    private static ulong[] And(ulong[] one, ulong[] other) => [.. one.Zip(other, (a, b) => a & b)];
}
