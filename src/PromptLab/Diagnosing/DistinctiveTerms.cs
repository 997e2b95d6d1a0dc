using System.Text.RegularExpressions;

namespace PromptLab.Diagnosing;

/// <summary>A word that some texts use more often than others.</summary>
/// <param name="Text">The word in lower case, with 0 for each digit.</param>
/// <param name="Z">Its log-odds z-score, above 1.96.</param>
/// <param name="Items">The number of texts that have it.</param>
public sealed record DistinctiveTerm(string Text, double Z, int Items);

/// <summary>Finds the words that distinguish a set of texts from others.</summary>
/// <remarks>
/// A word counts once per text, since the item is the unit. The prior is the word counts of all texts, scaled to the size of the
/// first set, so that it does not outweigh a set of few texts.
/// </remarks>
internal static partial class DistinctiveTerms
{
    private const int MaxTerms = 5;
    private const double MinZ = 1.96;

    /// <summary>The most distinctive words of the first set, at most five, the strongest first; empty where there are none.</summary>
    public static IReadOnlyList<DistinctiveTerm> Of(IEnumerable<string> texts, IEnumerable<string> others) => Of(texts, Count(others));

    /// <summary>The same, of others that are counted once and compared with many sets.</summary>
    public static IReadOnlyList<DistinctiveTerm> Of(IEnumerable<string> texts, IReadOnlyDictionary<string, int> otherCounts)
    {
        var counts = Count(texts);
        var (total, otherTotal) = (counts.Values.Sum(), otherCounts.Values.Sum());
        var share = total / (double)(total + otherTotal);
        return
        [
            .. counts
                .Where(_ => otherTotal > 0 && counts.Count > 1)
                .Select(word => new DistinctiveTerm(word.Key, ZOf(word.Value, otherCounts.GetValueOrDefault(word.Key)), word.Value))
                .Where(term => term.Z > MinZ)
                .OrderByDescending(term => term.Z)
                .ThenBy(term => term.Text, StringComparer.Ordinal)
                .Take(MaxTerms),
        ];

        double ZOf(int count, int otherCount) => LogOdds.Z(count, total, otherCount, otherTotal, share * (count + otherCount), total);
    }

    /// <summary>The number of texts that have each word.</summary>
    public static Dictionary<string, int> Count(IEnumerable<string> texts)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (
            var word in texts.SelectMany(text =>
                Words().Matches(GramVectors.Normalize(text)).Select(match => match.Value).Distinct(StringComparer.Ordinal)
            )
        )
            counts[word] = counts.GetValueOrDefault(word) + 1;
        return counts;
    }

    [GeneratedRegex(@"[\p{L}\p{N}][\p{L}\p{N}\p{M}'’_-]*", RegexOptions.None, 1000)]
    private static partial Regex Words();
}
