using System.Numerics;
using PromptLab.Files;

namespace PromptLab.Grading.Texts;

/// <summary>Edit distance and longest common subsequence, 64 cells of the table at a time.</summary>
internal static class BitParallel
{
    private const int WordBits = 64;

    /// <summary>The smallest number of insertions, deletions and replacements that turn one sequence into the other.</summary>
    /// <remarks>
    /// Myers, “A fast bit-vector algorithm for approximate string matching based on dynamic programming”, 1999,
    /// doi:10.1145/316542.316550, in blocks as in Hyyrö, “A bit-vector algorithm for computing Levenshtein and Damerau edit
    /// distances”, 2003.
    /// </remarks>
    /// <exception cref="WorkBudgetException">The sequences are too long.</exception>
    public static int EditDistance(IReadOnlyList<int> one, IReadOnlyList<int> other, WorkBudget budget)
    {
        var (pattern, text) = one.Count <= other.Count ? (one, other) : (other, one);
        if (pattern.Count == 0)
            return text.Count;
        var masks = Masks(pattern, budget);
        var words = WordsFor(pattern.Count);
        var (plus, minus, none) = (new ulong[words], new ulong[words], new ulong[words]);
        Array.Fill(plus, ulong.MaxValue);
        var (distance, last) = (pattern.Count, 1UL << ((pattern.Count - 1) % WordBits));
        foreach (var symbol in text)
        {
            budget.Spend(words);
            var (equal, carry) = (masks.GetValueOrDefault(symbol, none), 1);
            for (var word = 0; word < words; word++)
            {
                var (up, down) = Step(ref plus[word], ref minus[word], equal[word], ref carry);
                if (word == words - 1)
                    distance +=
                        (up & last) != 0 ? 1
                        : (down & last) != 0 ? -1
                        : 0;
            }
        }

        return distance;
    }

    /// <summary>The length of the longest sequence whose elements stand in both in the same order.</summary>
    /// <remarks>Hyyrö, “Bit-parallel LCS-length computation revisited”, 2004.</remarks>
    /// <exception cref="WorkBudgetException">The sequences are too long.</exception>
    public static int CommonSubsequence(IReadOnlyList<int> one, IReadOnlyList<int> other, WorkBudget budget)
    {
        var (pattern, text) = one.Count <= other.Count ? (one, other) : (other, one);
        var masks = Masks(pattern, budget);
        var words = WordsFor(pattern.Count);
        var rows = new ulong[words];
        Array.Fill(rows, ulong.MaxValue);
        foreach (var symbol in text)
        {
            budget.Spend(words);
            if (!masks.TryGetValue(symbol, out var mask))
                continue;
            var carry = 0UL;
            for (var word = 0; word < words; word++)
            {
                var matches = rows[word] & mask[word];
                var sum = (UInt128)rows[word] + matches + carry;
                carry = (ulong)(sum >> WordBits);
                rows[word] = (ulong)sum | (rows[word] & ~mask[word]);
            }
        }

        // Each zero is an element of the subsequence; the bits beyond the pattern stay ones.
        return rows.Sum(row => WordBits - BitOperations.PopCount(row));
    }

    private static (ulong Up, ulong Down) Step(ref ulong plus, ref ulong minus, ulong equal, ref int carry)
    {
        var vertical = equal | minus;
        equal |= carry < 0 ? 1UL : 0;
        var horizontal = (((equal & plus) + plus) ^ plus) | equal;
        var (up, down) = (minus | ~(horizontal | plus), plus & horizontal);
        var (shiftedUp, shiftedDown) = (up << 1 | (carry > 0 ? 1UL : 0), down << 1 | (carry < 0 ? 1UL : 0));
        carry = (int)(up >> (WordBits - 1)) - (int)(down >> (WordBits - 1));
        plus = shiftedDown | ~(vertical | shiftedUp);
        minus = shiftedUp & vertical;
        return (up, down);
    }

    private static Dictionary<int, ulong[]> Masks(IReadOnlyList<int> pattern, WorkBudget budget)
    {
        var (masks, words) = (new Dictionary<int, ulong[]>(), WordsFor(pattern.Count));
        for (var at = 0; at < pattern.Count; at++)
        {
            if (!masks.TryGetValue(pattern[at], out var mask))
            {
                budget.Spend(words);
                masks.Add(pattern[at], mask = new ulong[words]);
            }

            mask[at / WordBits] |= 1UL << (at % WordBits);
        }

        return masks;
    }

    private static int WordsFor(int length) => (length + WordBits - 1) / WordBits;
}
