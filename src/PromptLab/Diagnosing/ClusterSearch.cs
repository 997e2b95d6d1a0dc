using PromptLab.Statistics;

namespace PromptLab.Diagnosing;

/// <summary>Clusters of failing items with similar wording, separately for each failure reason.</summary>
/// <remarks>
/// Cosine distances of character 3- to 5-grams of input and response, and average linkage up to a distance of 0.75. Only the
/// first 1,000 characters of each text count. Of more than 500 failing items with one reason, a seeded sample of 500 is clustered.
/// </remarks>
internal sealed record ClusterSearch
{
    /// <summary>The maximum number of failing items with one reason that are clustered; of more, a sample is taken.</summary>
    public const int MaxItems = 500;

    private const double MaxDistance = 0.75;
    private const int MinItems = 2;
    private const int MaxTextLength = 1000;

    /// <summary>The clusters, the largest first; empty where no two failing items are similar.</summary>
    public required IReadOnlyList<FailureCluster> Clusters { get; init; }

    /// <summary>The reasons of which only a sample was clustered, with their numbers of failing items; empty where all were.</summary>
    public required IReadOnlyList<KeyValuePair<string, int>> Sampled { get; init; }

    /// <summary>Clusters the failing items of a run.</summary>
    /// <param name="items">All items of the run: the passing ones show which words are distinctive.</param>
    public static ClusterSearch Of(IReadOnlyList<DiagnosedItem> items)
    {
        var decided = items.Where(item => item.IsDecided).ToList();
        var vectors = new Lazy<GramVectors>(() => GramVectors.Of([.. decided.Select(TextOf)]));
        var contrast = new Contrast(decided);
        var clusters = new List<FailureCluster>();
        var sampled = new List<KeyValuePair<string, int>>();
        foreach (var group in decided.Index().Where(one => one.Item.IsFailing).GroupBy(one => one.Item.Reason, one => one.Index))
        {
            if (group.Key is not { } reason || group.ToList() is not { Count: >= MinItems } failing)
                continue;
            if (failing.Count > MaxItems)
                sampled.Add(KeyValuePair.Create(reason.Name, failing.Count));
            clusters.AddRange(Cluster(reason, SampleOf(reason, failing), decided, vectors.Value, contrast));
        }

        return new ClusterSearch
        {
            Clusters =
            [
                .. clusters
                    .OrderByDescending(cluster => cluster.ItemIds.Count)
                    .ThenBy(cluster => cluster.ItemIds[0], StringComparer.Ordinal),
            ],
            Sampled = sampled,
        };
    }

    private static List<int> SampleOf(FailureReason reason, List<int> failing) =>
        failing.Count <= MaxItems
            ? failing
            : [.. new RandomSource(0).Fork(reason.Name).Sample(failing.Count, MaxItems).Select(index => failing[index]).Order()];

    private static IEnumerable<FailureCluster> Cluster(
        FailureReason reason,
        List<int> failing,
        List<DiagnosedItem> items,
        GramVectors vectors,
        Contrast contrast
    )
    {
        var distances = vectors.Distances(failing);
        foreach (var group in AverageLinkage.Groups(distances, MaxDistance).Where(group => group.Count >= MinItems))
        {
            var members = group.Select(index => items[failing[index]]).ToList();
            yield return new FailureCluster
            {
                Reason = reason,
                ItemIds = [.. members.Select(item => item.ItemId)],
                Terms = DistinctiveTerms.Of(members.Select(TextOf), contrast.To(members)),
                Example = ExampleOf(items[failing[group.MinBy(index => group.Sum(other => distances[index][other]))]]),
            };
        }
    }

    // The words of the passing items, counted once for all clusters. Where no item passes, the failures outside the cluster serve.
    private sealed class Contrast(IReadOnlyList<DiagnosedItem> items)
    {
        private readonly bool _hasPassing = items.Any(item => !item.IsFailing);
        private Dictionary<string, int>? _words;

        public IReadOnlyDictionary<string, int> To(IReadOnlyList<DiagnosedItem> members)
        {
            _words ??= DistinctiveTerms.Count(items.Where(item => !item.IsFailing || !_hasPassing).Select(TextOf));
            if (_hasPassing)
                return _words;
            var outside = new Dictionary<string, int>(_words, StringComparer.Ordinal);
            foreach (var (word, count) in DistinctiveTerms.Count(members.Select(TextOf)))
                outside[word] -= count;
            return outside;
        }
    }

    private static ClusterExample ExampleOf(DiagnosedItem item) => new(item.ItemId, item.Input, item.Output, item.Side.Reasons);

    private static string TextOf(DiagnosedItem item) => $"{Start(item.Input)}\n{Start(item.Output)}";

    private static string Start(string text) => text.Length <= MaxTextLength ? text : text[..MaxTextLength];
}
