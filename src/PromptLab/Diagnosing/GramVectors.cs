using System.Runtime.InteropServices;

namespace PromptLab.Diagnosing;

/// <summary>Texts as vectors of their character 3- to 5-grams, so that texts which share wording lie near each other.</summary>
/// <remarks>
/// A gram weighs its number in the text times ln((1 + n) / (1 + d)) + 1, d being the number of the n texts that have it; vectors have
/// length 1 (Salton and Buckley, “Term-Weighting Approaches in Automatic Text Retrieval”, 1988, with a smoothed
/// frequency of documents). Letters are made small,
/// digits become 0, and blanks are drawn together. Wording is all that it sees: two texts of one meaning in other words
/// are strangers to it.
/// </remarks>
internal sealed class GramVectors
{
    private const int Shortest = 3;
    private const int Longest = 5;
    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;

    private readonly Dictionary<int, int>[] _counts;
    private readonly List<int> _documents;

    private GramVectors(Dictionary<int, int>[] counts, List<int> documents) => (_counts, _documents) = (counts, documents);

    /// <summary>The vectors of texts; how rare a gram is, all of them say together.</summary>
    public static GramVectors Of(IReadOnlyList<string> texts)
    {
        var ids = new Dictionary<ulong, int>();
        var documents = new List<int>();
        return new GramVectors([.. texts.Select(text => Count(text, ids, documents))], documents);
    }

    /// <summary>A distance for each two of the chosen texts: 1 less the cosine, from 0 (the same) to 1 (nothing in common).</summary>
    public double[][] Distances(IReadOnlyList<int> chosen)
    {
        var vectors = chosen.Select(index => Weigh(_counts[index])).ToArray();
        var distances = chosen.Select(_ => new double[chosen.Count]).ToArray();
        var row = new double[_documents.Count];
        for (var i = 0; i < vectors.Length; i++)
        {
            foreach (var (gram, weight) in vectors[i])
                row[gram] = weight;
            for (var j = 0; j < i; j++)
                distances[i][j] = distances[j][i] = 1 - Math.Clamp(Product(row, vectors[j]), 0, 1);
            foreach (var (gram, _) in vectors[i])
                row[gram] = 0;
        }

        return distances;
    }

    /// <summary>A text as it is compared: small letters, 0 for each digit, single blanks.</summary>
    internal static string Normal(string text)
    {
        var normal = new List<char>(text.Length);
        foreach (var c in text.Trim())
        {
            if (!char.IsWhiteSpace(c))
                normal.Add(char.IsDigit(c) ? '0' : char.ToLowerInvariant(c));
            else if (normal[^1] != ' ')
                normal.Add(' ');
        }

        return new string(CollectionsMarshal.AsSpan(normal));
    }

    // Grams are known by a 64-bit hash (FNV-1a): among a million of them two that collide are less likely than one in ten million.
    private static Dictionary<int, int> Count(string text, Dictionary<ulong, int> ids, List<int> documents)
    {
        var counts = new Dictionary<int, int>();
        var normal = Normal(text);
        for (var start = 0; start < normal.Length; start++)
        {
            var hash = FnvOffset;
            for (var end = start; end < Math.Min(normal.Length, start + Longest); end++)
            {
                hash = unchecked((hash ^ normal[end]) * FnvPrime);
                if (end - start + 1 >= Shortest)
                    Add(IdOf(hash, ids, documents), counts, documents);
            }
        }

        return counts;
    }

    private static int IdOf(ulong hash, Dictionary<ulong, int> ids, List<int> documents)
    {
        ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(ids, hash, out var isKnown);
        if (!isKnown)
        {
            id = documents.Count;
            documents.Add(0);
        }

        return id;
    }

    private static void Add(int gram, Dictionary<int, int> counts, List<int> documents)
    {
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, gram, out var isKnown);
        count++;
        if (!isKnown)
            documents[gram]++;
    }

    // A loop and no query: it runs for each two of some hundred texts.
    private static double Product(double[] row, (int Gram, double Weight)[] vector)
    {
        var sum = 0.0;
        for (var i = 0; i < vector.Length; i++)
            sum += row[vector[i].Gram] * vector[i].Weight;
        return sum;
    }

    private (int Gram, double Weight)[] Weigh(Dictionary<int, int> counts)
    {
        // In the order of the grams, so that sums are added up alike everywhere.
        var weighed = counts
            .OrderBy(pair => pair.Key)
            .Select(pair => (Gram: pair.Key, Weight: pair.Value * (Math.Log((1.0 + _counts.Length) / (1 + _documents[pair.Key])) + 1)))
            .ToArray();
        var length = Math.Sqrt(weighed.Sum(one => one.Weight * one.Weight));
        return [.. weighed.Select(one => (one.Gram, one.Weight / length))];
    }
}
