using System.Runtime.InteropServices;

namespace PromptLab.Diagnosing;

/// <summary>Texts as vectors of their character 3- to 5-grams, so that texts with similar wording are close.</summary>
/// <remarks>
/// A gram's weight is its count in the text times ln((1 + n) / (1 + d)) + 1, where d of the n texts have it; vectors are scaled to
/// length 1. Salton and Buckley, “Term-Weighting Approaches in Automatic Text Retrieval”, 1988, with a smoothed document
/// frequency. Letters are lower-cased, digits become 0, and runs of white space become one space. Only wording counts: two texts
/// with the same meaning in other words are far apart. Only the number of texts with each gram is kept: the grams themselves are
/// counted again for the texts that are compared, since those of all texts of a large set would not fit into memory.
/// </remarks>
internal sealed class GramVectors
{
    private const int MinLength = 3;
    private const int MaxLength = 5;
    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;

    private readonly IReadOnlyList<string> _texts;
    private readonly Dictionary<ulong, int> _ids = [];
    private readonly List<int> _documents = [];

    private GramVectors(IReadOnlyList<string> texts) => _texts = texts;

    /// <summary>The vectors of texts; document frequencies are counted over all of them.</summary>
    public static GramVectors Of(IReadOnlyList<string> texts)
    {
        var vectors = new GramVectors(texts);
        foreach (var text in texts)
        {
            foreach (var gram in vectors.Count(text).Keys)
                vectors._documents[gram]++;
        }

        return vectors;
    }

    /// <summary>The distance matrix of the chosen texts: 1 − cosine, from 0 (same grams) to 1 (none in common).</summary>
    public double[][] Distances(IReadOnlyList<int> indexes)
    {
        var vectors = indexes.Select(index => WeightsOf(Count(_texts[index]))).ToArray();
        var distances = indexes.Select(_ => new double[indexes.Count]).ToArray();
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

    /// <summary>The text in lower case, with 0 for each digit and single spaces.</summary>
    internal static string Normalize(string text)
    {
        var normalized = new List<char>(text.Length);
        foreach (var c in text.Trim())
        {
            if (!char.IsWhiteSpace(c))
                normalized.Add(char.IsDigit(c) ? '0' : char.ToLowerInvariant(c));
            else if (normalized[^1] != ' ')
                normalized.Add(' ');
        }

        return new string(CollectionsMarshal.AsSpan(normalized));
    }

    // Grams are identified by a 64-bit hash (FNV-1a): among a million grams a collision is less likely than one in ten million.
    private Dictionary<int, int> Count(string text)
    {
        var counts = new Dictionary<int, int>();
        var normalized = Normalize(text);
        for (var start = 0; start < normalized.Length; start++)
        {
            var hash = FnvOffset;
            for (var end = start; end < Math.Min(normalized.Length, start + MaxLength); end++)
            {
                hash = unchecked((hash ^ normalized[end]) * FnvPrime);
                if (end - start + 1 >= MinLength)
                    CollectionsMarshal.GetValueRefOrAddDefault(counts, IdOf(hash), out _)++;
            }
        }

        return counts;
    }

    private int IdOf(ulong hash)
    {
        ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(_ids, hash, out var isKnown);
        if (!isKnown)
        {
            id = _documents.Count;
            _documents.Add(0);
        }

        return id;
    }

    // A loop rather than LINQ: it runs for each pair of some hundred texts.
    private static double Product(double[] row, (int Gram, double Weight)[] vector)
    {
        var sum = 0.0;
        for (var i = 0; i < vector.Length; i++)
            sum += row[vector[i].Gram] * vector[i].Weight;
        return sum;
    }

    private (int Gram, double Weight)[] WeightsOf(Dictionary<int, int> counts)
    {
        // In order of gram ids, so that floating-point sums are equal on every platform.
        var weights = counts
            .OrderBy(pair => pair.Key)
            .Select(pair => (Gram: pair.Key, Weight: pair.Value * (Math.Log((1.0 + _texts.Count) / (1 + _documents[pair.Key])) + 1)))
            .ToArray();
        var length = Math.Sqrt(weights.Sum(one => one.Weight * one.Weight));
        return [.. weights.Select(one => (one.Gram, one.Weight / length))];
    }
}
