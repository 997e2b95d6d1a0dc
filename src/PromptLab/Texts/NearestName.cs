namespace PromptLab.Texts;

/// <summary>Finds the known name that a misspelt name was probably meant to be.</summary>
internal static class NearestName
{
    private const int MaxLength = 200;

    /// <summary>
    /// “ Did you mean “x”?” with a leading space, “ Known: a, b.” if no name is close, or an empty text if none is known.
    /// </summary>
    public static string Suggest(string name, IEnumerable<string> known)
    {
        var names = known.Order(StringComparer.Ordinal).ToList();
        if (Find(name, names) is { } near)
            return DidYouMean(name, near);
        return names.Count == 0 ? "" : $" Known: {string.Join(", ", names)}.";
    }

    /// <summary>“ Did you mean “x”?” with a leading space, and how the two differ where they look the same.</summary>
    internal static string DidYouMean(string name, string near)
    {
        if (!LookAlike.Is(name, near))
            return $" Did you mean “{near}”?";
        var (given, known) = LookAlike.Differences(name, near);
        return $" Did you mean “{near}” ({known})? This one looks the same, and has {given}.";
    }

    /// <summary>
    /// The known name with the smallest edit distance, ignoring case; null if more than a third of the name would have to change, or if it
    /// has more than 200 characters.
    /// </summary>
    public static string? Find(string name, IEnumerable<string> known)
    {
        var best = known
            .Where(candidate => IsNearInLength(name, candidate))
            .Select(candidate => (candidate, distance: Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .OrderBy(pair => pair.distance)
            .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .FirstOrDefault();
        return best.candidate is not null && best.distance <= MaxDistance(name, best.candidate) ? best.candidate : null;
    }

    // Long names are no misspellings, and comparing them takes the product of their lengths.
    private static bool IsNearInLength(string name, string candidate) =>
        Math.Max(name.Length, candidate.Length) <= MaxLength && Math.Abs(name.Length - candidate.Length) <= MaxDistance(name, candidate);

    private static int MaxDistance(string name, string candidate) => Math.Max(1, Math.Max(name.Length, candidate.Length) / 3);

    // The optimal string alignment distance: Levenshtein's, where swapping two neighbouring letters, a common typo, counts once.
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }

        return d[a.Length, b.Length];
    }
}
