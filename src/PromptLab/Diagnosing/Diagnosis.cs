using System.Text.Json.Serialization;
using PromptLab.Comparing;
using PromptLab.EvalSets;
using PromptLab.Grading;
using PromptLab.Results;
using PromptLab.Running;

namespace PromptLab.Diagnosing;

/// <summary>What fails in a run, in which ways, and where to look first. The same run and history give the same diagnosis.</summary>
/// <remarks>Items of the split <c>holdout</c> are counted and nothing else: whoever reads of them tunes on them.</remarks>
public sealed record Diagnosis
{
    private const int MostModes = 5;
    private const int LeastInSlice = 2;

    /// <summary>True where the figures are tuning scores: optimistic, and no claim.</summary>
    public bool IsTuningScore { get; init; }

    /// <summary>How many items were decided, those of the holdout left out: what all counts are out of.</summary>
    public required int Decided { get; init; }

    /// <summary>How many of them fail: in at least half of their decided repeats.</summary>
    public required int Failing { get; init; }

    /// <summary>How many items came to no decision.</summary>
    public required int Undecided { get; init; }

    /// <summary>The failed calls by type, most frequent first; no call is a wrong answer.</summary>
    public required IReadOnlyList<KeyValuePair<string, int>> Errors { get; init; }

    /// <summary>How the items of the holdout came out; null where the run has none.</summary>
    public required HoldoutCounts? Holdout { get; init; }

    /// <summary>The failure modes, the most frequent first, five at most.</summary>
    public required IReadOnlyList<FailureMode> Modes { get; init; }

    /// <summary>How many failing items have other reasons than the modes that are shown.</summary>
    public required int OutsideModes { get; init; }

    /// <summary>How steady the items are; null where each was asked once.</summary>
    public required StabilityCounts? Stability { get; init; }

    /// <summary>Which labels were read for which; empty where no grader compares labels.</summary>
    public required IReadOnlyList<LabelConfusion> Confusions { get; init; }

    /// <summary>The slices that fail more often.</summary>
    public required SliceSearch Slices { get; init; }

    /// <summary>The clusters of failures that are worded alike.</summary>
    public required ClusterSearch Clusters { get; init; }

    /// <summary>The flips against the parent; null where it has no comparable run.</summary>
    public required ParentFlips? Flips { get; init; }

    /// <summary>The items over all versions; null where only one version was run.</summary>
    public required HistoryFindings? History { get; init; }

    /// <summary>The items by id, those of the holdout left out.</summary>
    [JsonIgnore]
    public IReadOnlyList<DiagnosedItem> Items { get; init; } = [];

    /// <summary>How many of the decided items pass.</summary>
    [JsonIgnore]
    public Rate PassRate => Rate.Of(Decided - Failing, Decided) with { IsTuningScore = IsTuningScore };

    /// <summary>How often a label that was wanted was read.</summary>
    public Rate RecallOf(LabelRecall label) =>
        Rate.Of(label.Right, label.Wanted) with
        {
            Interval = label.Interval,
            IsTuningScore = IsTuningScore,
        };

    /// <summary>The mean of F1 over the labels of one grader.</summary>
    public Rate MacroF1Of(LabelConfusion confusion) => new() { Value = confusion.MacroF1, IsTuningScore = IsTuningScore };

    /// <summary>Looks into a run.</summary>
    /// <param name="run">The run with all its results.</param>
    /// <param name="parent">A comparable run of the parent version; null where there is none.</param>
    /// <param name="history">The runs of all versions, this one among them.</param>
    /// <param name="graders">The kinds of graders, which know what their codes mean; null for the built-in ones.</param>
    public static Diagnosis Of(ComparedRun run, ComparedRun? parent, ItemHistory history, GraderCatalog? graders = null)
    {
        var open = run.Results.Where(result => result.Split != SplitNames.Holdout).ToList();
        var items = DiagnosedItem.Of(open);
        var found = new Findings(SliceSearch.Of(items), ClusterSearch.Of(items), LabelConfusion.Of(items));
        var modes = ModesOf(items, found, graders ?? GraderCatalog.BuiltIn);
        return new Diagnosis
        {
            Decided = items.Count(item => item.IsDecided),
            Failing = items.Count(item => item.IsFailing),
            Undecided = items.Count(item => item.Side.Status == ItemStatus.Undecided),
            Errors = ErrorsOf(open),
            Holdout = HoldoutCounts.Of(run.Results),
            Modes = [.. modes.Take(MostModes)],
            OutsideModes = modes.Skip(MostModes).Sum(mode => mode.ItemIds.Count),
            Stability = StabilityCounts.Of(items),
            Confusions = found.Confusions,
            Slices = found.Slices,
            Clusters = found.Clusters,
            Flips = parent is null ? null : ParentFlips.Of(RunComparison.Between(parent, run), items),
            History = HistoryFindings.Of(items, history),
            Items = items,
        };
    }

    private sealed record Findings(SliceSearch Slices, ClusterSearch Clusters, IReadOnlyList<LabelConfusion> Confusions);

    private static List<FailureMode> ModesOf(IReadOnlyList<DiagnosedItem> items, Findings found, GraderCatalog graders) =>
        [
            .. items
                .Where(item => item.IsFailing)
                .GroupBy(item => item.Reason)
                .OrderByDescending(group => group.Count())
                .ThenBy(group => group.Key?.Name, StringComparer.Ordinal)
                .Where(group => group.Key is not null)
                .Select(group =>
                    ModeOf(
                        group.Key ?? new FailureReason(null, FailureReason.BelowPassMark),
                        [.. group],
                        items.Count(item => item.IsDecided),
                        found,
                        graders
                    )
                ),
        ];

    private static FailureMode ModeOf(
        FailureReason reason,
        IReadOnlyList<DiagnosedItem> failing,
        int decided,
        Findings found,
        GraderCatalog graders
    )
    {
        var ids = failing.Select(item => item.ItemId).ToHashSet(StringComparer.Ordinal);
        return new FailureMode
        {
            Reason = reason,
            ItemIds = [.. failing.Select(item => item.ItemId)],
            Of = decided,
            AlwaysFailing = failing.Count(item => item.Stability == Diagnosing.Stability.AlwaysFail),
            Slices =
            [
                .. found
                    .Slices.Established.Concat(found.Slices.Leads)
                    .Select(slice => new CoveredSlice(slice.Name, slice.IsEstablished, [.. slice.FailingIds.Where(ids.Contains)]))
                    .Where(slice => slice.ItemIds.Count >= LeastInSlice),
            ],
            Clusters = [.. found.Clusters.Clusters.Where(cluster => cluster.Reason == reason)],
            Confused =
            [
                .. found
                    .Confusions.Where(confusion => confusion.Grader == reason.Grader)
                    .SelectMany(confusion => confusion.Confused)
                    .Select(pair => pair with { ItemIds = [.. pair.ItemIds.Where(ids.Contains)] })
                    .Where(pair => pair.ItemIds.Count > 0)
                    .OrderByDescending(pair => pair.ItemIds.Count),
            ],
            Suggestion = SectionSuggestion.For(reason.Code, graders),
        };
    }

    private static IReadOnlyList<KeyValuePair<string, int>> ErrorsOf(IEnumerable<ItemResult> results) =>
        [
            .. results
                .Select(result => result.Failure?.Type)
                .OfType<string>()
                .GroupBy(type => type, StringComparer.Ordinal)
                .Select(type => KeyValuePair.Create(type.Key, type.Count()))
                .OrderByDescending(type => type.Value)
                .ThenBy(type => type.Key, StringComparer.Ordinal),
        ];
}
