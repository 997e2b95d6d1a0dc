using System.Text.RegularExpressions;

namespace PromptLab.Diagnosing;

/// <summary>A word that some texts use more than others.</summary>
/// <param name="Text">The word in small letters, 0 standing for each digit.</param>
/// <param name="Z">Its log-odds z-score.</param>
/// <param name="Items">How many of the texts have it.</param>
public sealed record TellingTerm(string Text, double Z, int Items);

/// <summary>The words that tell a set of texts from others.</summary>
/// <remarks>
/// A word counts once in each text, since the item is the unit. The prior is all texts together, scaled to as many words as the first
/// set has, so that a few texts are not drowned in it.
/// </remarks>
internal static partial class TellingTerms
{
    private const int Most = 5;
    private const double LeastZ = 1.96;

    /// <summary>The words of the first set that stand out most, at most five, the strongest first; empty where none does.</summary>
    public static IReadOnlyList<TellingTerm> Of(IEnumerable<string> texts, IEnumerable<string> others)
    {
        var (here, there) = (Count(texts), Count(others));
        var (total, otherTotal) = (here.Values.Sum(), there.Values.Sum());
        var share = total / (double)(total + otherTotal);
        return
        [
            .. here.Where(_ => otherTotal > 0 && here.Count > 1)
                .Select(word => new TellingTerm(word.Key, ZOf(word.Value, there.GetValueOrDefault(word.Key)), word.Value))
                .Where(term => term.Z > LeastZ)
                .OrderByDescending(term => term.Z)
                .ThenBy(term => term.Text, StringComparer.Ordinal)
                .Take(Most),
        ];

        double ZOf(int count, int otherCount) => LogOdds.Z(count, total, otherCount, otherTotal, share * (count + otherCount), total);
    }

    private static Dictionary<string, int> Count(IEnumerable<string> texts)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (
            var word in texts.SelectMany(text =>
                Words().Matches(GramVectors.Normal(text)).Select(match => match.Value).Distinct(StringComparer.Ordinal)
            )
        )
            counts[word] = counts.GetValueOrDefault(word) + 1;
        return counts;
    }

    [GeneratedRegex(@"[\p{L}\p{N}][\p{L}\p{N}\p{M}'’_-]*", RegexOptions.None, 1000)]
    private static partial Regex Words();
}
