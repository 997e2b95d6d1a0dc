namespace PromptLab.Linting;

/// <summary>Finds, among many texts, those that are a given text or nearly are.</summary>
/// <remarks>
/// Two texts are the same where they are equal once normalised. They are nearly the same where the sets of their word triples,
/// digits counted alike in texts of which at most one word in five holds any, have a Jaccard similarity of <see cref="Threshold"/> or
/// more: Broder, “On the resemblance and containment of documents”, 1997. A text of fewer than three words is never
/// nearly another. One changed word changes up to three triples, so
/// that it is found in the middle of a text from 29 words on and at an end from 11 words on. The comparison is exact; texts that
/// can't reach the threshold are passed over by the prefix filter of Bayardo, Ma and Srikant, “Scaling Up All Pairs Similarity
/// Search”, 2007: of two texts that reach it, the rarest fifth of the triples of each has one in common.
/// </remarks>
internal sealed class NearTexts
{
    /// <summary>The least Jaccard similarity of texts that are nearly the same.</summary>
    public const double Threshold = 0.8;

    private const int ShingleWords = 3;
    private const int MostNumbers = 5; // one word in five

    private readonly Dictionary<string, List<int>> _same = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string, string), int> _ranks = [];
    private readonly Dictionary<int, List<int>> _holders = [];
    private readonly int[][] _shingles;

    public NearTexts(IReadOnlyList<string> texts)
    {
        var normalised = texts.Select(StrippedMarkdown.Normalise).ToList();
        var sets = normalised.Select(ShinglesOf).ToList();
        var counts = sets.SelectMany(set => set).CountBy(shingle => shingle).OrderBy(pair => pair.Value);
        foreach (var (shingle, _) in counts)
            _ranks[shingle] = _ranks.Count;
        _shingles = [.. sets.Select(set => set.Select(shingle => _ranks[shingle]).Order().ToArray())];
        for (var i = 0; i < texts.Count; i++)
        {
            ListOf(_same, normalised[i]).Add(i);
            foreach (var rank in _shingles[i].Take(PrefixOf(_shingles[i].Length)))
                ListOf(_holders, rank).Add(i);
        }
    }

    /// <summary>The texts that are the given one or nearly are, the most similar first.</summary>
    public IReadOnlyList<NearText> Find(string text)
    {
        var normalised = StrippedMarkdown.Normalise(text);
        var same = _same.GetValueOrDefault(normalised) ?? [];
        var set = ShinglesOf(normalised);
        var known = set.Where(_ranks.ContainsKey).Select(shingle => _ranks[shingle]).Order().ToArray();
        var unknown = set.Count - known.Length; // the rarest of all, so they stand first
        var near = known
            .Take(Math.Max(0, PrefixOf(set.Count) - unknown))
            .SelectMany(rank => _holders.GetValueOrDefault(rank) ?? [])
            .Distinct()
            .Except(same)
            .Select(index => new NearText(index, Similarity(known, set.Count, _shingles[index])))
            .Where(found => found.Similarity >= Threshold)
            .OrderByDescending(found => found.Similarity)
            .ThenBy(found => found.Index);
        return [.. same.Select(index => new NearText(index, null)), .. near];
    }

    /// <summary>
    /// The Jaccard similarity of two texts' word triples, the digits as they are; 0 where one has fewer than three
    /// words.
    /// </summary>
    public static double Similarity(IReadOnlyList<string> words, IReadOnlyList<string> others)
    {
        var (set, other) = (ShinglesOf(words), ShinglesOf(others));
        var shared = set.Count(other.Contains);
        return shared == 0 ? 0 : (double)shared / (set.Count + other.Count - shared);
    }

    // Where numbers are what a text is about, as in “12 times 35”, another number makes another text.
    private static HashSet<(string, string, string)> ShinglesOf(string normalised)
    {
        var words = StrippedMarkdown.Words(normalised);
        var numbers = words.Count(word => word.Any(char.IsDigit));
        return ShinglesOf(MostNumbers * numbers <= words.Count ? [.. words.Select(StrippedMarkdown.WithoutDigits)] : words);
    }

    private static HashSet<(string, string, string)> ShinglesOf(IReadOnlyList<string> words) =>
        [.. Enumerable.Range(0, Math.Max(0, words.Count - ShingleWords + 1)).Select(i => (words[i], words[i + 1], words[i + 2]))];

    // Of n shingles, similar texts share at least ⌈4n/5⌉; so one of the first n − ⌈4n/5⌉ + 1 is among them.
    private static int PrefixOf(int count) => count == 0 ? 0 : count - (((4 * count) + 4) / 5) + 1;

    // Whole numbers decide at the threshold itself: 5 · shared ≥ 4 · union.
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

    private static List<int> ListOf<TKey>(Dictionary<TKey, List<int>> lists, TKey key)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list))
            lists[key] = list = [];
        return list;
    }
}

/// <summary>A text that was found.</summary>
/// <param name="Index">Its place in the list, from 0.</param>
/// <param name="Similarity">The Jaccard similarity, from the threshold to 1; null where the texts are the same once normalised.</param>
internal readonly record struct NearText(int Index, double? Similarity);
