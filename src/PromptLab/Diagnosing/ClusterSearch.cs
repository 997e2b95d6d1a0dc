using PromptLab.Statistics;

namespace PromptLab.Diagnosing;

/// <summary>The clusters of failing items, within each reason.</summary>
/// <remarks>
/// Character 3- to 5-grams of input and response, the cosine between them, average linkage up to a distance of 0.75. Of each
/// text the first 1,000 characters are read. Of more than 500 failing items with one reason a seeded sample of 500 is clustered.
/// </remarks>
public sealed record ClusterSearch
{
    /// <summary>So many failing items of one reason are clustered at most.</summary>
    public const int MostItems = 500;

    private const double Cut = 0.75;
    private const int LeastItems = 2;
    private const int LongestText = 1000;

    /// <summary>The clusters, the largest first.</summary>
    public required IReadOnlyList<FailureCluster> Clusters { get; init; }

    /// <summary>The reasons of which only a sample was clustered, with how many items they have; empty where all were.</summary>
    public required IReadOnlyList<KeyValuePair<string, int>> Sampled { get; init; }

    /// <summary>Clusters the failing items of a run.</summary>
    /// <param name="items">All its items: the others say which words are ordinary.</param>
    public static ClusterSearch Of(IReadOnlyList<DiagnosedItem> items)
    {
        var decided = items.Where(item => item.IsDecided).ToList();
        var vectors = new Lazy<GramVectors>(() => GramVectors.Of([.. decided.Select(TextOf)]));
        var clusters = new List<FailureCluster>();
        var sampled = new List<KeyValuePair<string, int>>();
        foreach (var group in decided.Index().Where(one => one.Item.IsFailing).GroupBy(one => one.Item.Reason, one => one.Index))
        {
            if (group.Key is not { } reason || group.ToList() is not { Count: >= LeastItems } failing)
                continue;
            if (failing.Count > MostItems)
                sampled.Add(KeyValuePair.Create(reason.Name, failing.Count));
            clusters.AddRange(Cluster(reason, Chosen(reason, failing), decided, vectors.Value));
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

    private static List<int> Chosen(FailureReason reason, List<int> failing) =>
        failing.Count <= MostItems
            ? failing
            : [.. new RandomSource(0).Fork(reason.Name).Sample(failing.Count, MostItems).Select(index => failing[index]).Order()];

    private static IEnumerable<FailureCluster> Cluster(
        FailureReason reason,
        List<int> failing,
        List<DiagnosedItem> items,
        GramVectors vectors
    )
    {
        var distances = vectors.Distances(failing);
        foreach (var group in AverageLinkage.Groups(distances, Cut).Where(group => group.Count >= LeastItems))
        {
            var members = group.Select(index => items[failing[index]]).ToList();
            yield return new FailureCluster
            {
                Reason = reason,
                ItemIds = [.. members.Select(item => item.ItemId)],
                Terms = TellingTerms.Of(members.Select(TextOf), OthersThan(members, items).Select(TextOf)),
                Example = ExampleOf(items[failing[group.MinBy(index => group.Sum(other => distances[index][other]))]]),
            };
        }
    }

    // Where nothing passes, the other failures have to do.
    private static IEnumerable<DiagnosedItem> OthersThan(List<DiagnosedItem> members, List<DiagnosedItem> items) =>
        items.Exists(item => !item.IsFailing) ? items.Where(item => !item.IsFailing) : items.Except(members);

    private static ClusterExample ExampleOf(DiagnosedItem item) => new(item.ItemId, item.Input, item.Output, item.Side.Reasons);

    private static string TextOf(DiagnosedItem item) => $"{Start(item.Input)}\n{Start(item.Output)}";

    private static string Start(string text) => text.Length <= LongestText ? text : text[..LongestText];
}
