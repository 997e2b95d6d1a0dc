namespace PromptLab.Linting;

/// <summary>An index of texts that finds those equal or nearly equal to a given text.</summary>
/// <remarks>
/// Two texts are equal if they are the same once normalised. They are nearly equal if the sets of their word triples have a
/// Jaccard similarity of <see cref="Threshold"/> or more: Broder, “On the resemblance and containment of documents”, 1997. All
/// digits count as the same in texts where at most one word in five has any. A text of fewer than three words is never nearly
/// equal to another. One changed word changes up to three triples, so it is tolerated in the middle of a text of 29 words or
/// more, and at an end of one of 11 words or more. The comparison is exact; texts that cannot reach the threshold are skipped
/// by the prefix filter of Bayardo, Ma and Srikant, “Scaling Up All Pairs Similarity Search”, 2007: two texts that reach it
/// have a triple in common among the rarest fifth of each.
/// </remarks>
internal sealed class NearTexts
{
    /// <summary>The smallest Jaccard similarity of nearly equal texts.</summary>
    public const double Threshold = 0.8;

    private const int ShingleWords = 3;
    private const int WordsPerNumber = 5; // at most one word in five

    private readonly Dictionary<string, List<int>> _textsByNormalised = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string, string), int> _ranks = [];
    private readonly Dictionary<int, List<int>> _textsByShingle = [];
    private readonly int[][] _shingles;

    public NearTexts(IReadOnlyList<string> texts)
    {
        var normalised = texts.Select(ComparableText.Normalise).ToList();
        var sets = normalised.Select(ShinglesOf).ToList();
        var counts = sets.SelectMany(set => set).CountBy(shingle => shingle).OrderBy(pair => pair.Value);
        foreach (var (shingle, _) in counts)
            _ranks[shingle] = _ranks.Count;
        _shingles = [.. sets.Select(set => set.Select(shingle => _ranks[shingle]).Order().ToArray())];
        for (var i = 0; i < texts.Count; i++)
        {
            GetOrAddList(_textsByNormalised, normalised[i]).Add(i);
            foreach (var rank in _shingles[i].Take(PrefixLength(_shingles[i].Length)))
                GetOrAddList(_textsByShingle, rank).Add(i);
        }
    }

    /// <summary>The texts equal or nearly equal to the given one, most similar first.</summary>
    public IReadOnlyList<NearText> Find(string text)
    {
        var normalised = ComparableText.Normalise(text);
        var same = _textsByNormalised.GetValueOrDefault(normalised) ?? [];
        var set = ShinglesOf(normalised);
        var known = set.Where(_ranks.ContainsKey).Select(shingle => _ranks[shingle]).Order().ToArray();
        var near = CandidatesOf(known, set.Count)
            .Except(same)
            .Select(index => new NearText(index, Similarity(known, set.Count, _shingles[index])))
            .Where(found => found.Similarity >= Threshold)
            .OrderByDescending(found => found.Similarity)
            .ThenBy(found => found.Index);
        return [.. same.Select(index => new NearText(index, null)), .. near];
    }

    /// <summary>How many texts the given one is held against, each at most once; all others cannot be near it.</summary>
    public int CountCandidates(string text)
    {
        var set = ShinglesOf(ComparableText.Normalise(text));
        return CandidatesOf([.. set.Where(_ranks.ContainsKey).Select(shingle => _ranks[shingle]).Order()], set.Count).Count();
    }

    private IEnumerable<int> CandidatesOf(int[] known, int count)
    {
        var unknown = count - known.Length; // unknown shingles are the rarest, so they come first
        return known
            .Take(Math.Max(0, PrefixLength(count) - unknown))
            .SelectMany(rank => _textsByShingle.GetValueOrDefault(rank) ?? [])
            .Distinct();
    }

    /// <summary>
    /// The Jaccard similarity of two texts' word triples with their actual digits; 0 if one text has fewer than three words.
    /// </summary>
    public static double Similarity(IReadOnlyList<string> words, IReadOnlyList<string> others)
    {
        var (set, other) = (ShinglesOf(words), ShinglesOf(others));
        var shared = set.Count(other.Contains);
        return shared == 0 ? 0 : (double)shared / (set.Count + other.Count - shared);
    }

    // If a text is mainly about numbers, as in “12 times 35”, other numbers make it another text.
    private static HashSet<(string, string, string)> ShinglesOf(string normalised)
    {
        var words = ComparableText.Words(normalised);
        var numbers = words.Count(word => word.Any(char.IsDigit));
        return ShinglesOf(WordsPerNumber * numbers <= words.Count ? [.. words.Select(ComparableText.WithoutDigits)] : words);
    }

    private static HashSet<(string, string, string)> ShinglesOf(IReadOnlyList<string> words) =>
        [.. Enumerable.Range(0, Math.Max(0, words.Count - ShingleWords + 1)).Select(i => (words[i], words[i + 1], words[i + 2]))];

    // Similar texts share at least ⌈4n/5⌉ of n shingles, so they share one of the first n − ⌈4n/5⌉ + 1.
    private static int PrefixLength(int count) => count == 0 ? 0 : count - (((4 * count) + 4) / 5) + 1;

    // Integers decide exactly at the threshold: 5 · shared ≥ 4 · union.
    private static double Similarity(int[] known, int count, int[] other)
    {
        var (shared, i, j) = (0, 0, 0);
        while (i < known.Length && j < other.Length)
        {
            if (known[i] == other[j])
                (shared, i, j) = (shared + 1, i + 1, j + 1);
            else if (known[i] < other[j])
                i++;
            else
                j++;
        }

        var union = count + other.Length - shared;
        return 5 * shared >= 4 * union ? Math.Max(Threshold, (double)shared / union) : 0;
    }

    private static List<int> GetOrAddList<TKey>(Dictionary<TKey, List<int>> lists, TKey key)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list))
            lists[key] = list = [];
        return list;
    }
}

/// <summary>A text that was found.</summary>
/// <param name="Index">Its index in the list of texts, from 0.</param>
/// <param name="Similarity">The Jaccard similarity, from the threshold to 1; null if the texts are equal once normalised.</param>
internal readonly record struct NearText(int Index, double? Similarity);
