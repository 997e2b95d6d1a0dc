using System.Text.Json.Serialization;
using PromptLab.Comparing;
using PromptLab.EvalSets;
using PromptLab.Grading;
using PromptLab.Results;
using PromptLab.Running;
using PromptLab.Texts;

namespace PromptLab.Diagnosing;

/// <summary>What fails in a run, in which ways, and what to look at first. The same run and history yield the same diagnosis.</summary>
/// <remarks>Items of the holdout are only counted: details about them would invite tuning on them.</remarks>
internal sealed record Diagnosis
{
    private const int MaxModes = 5;
    private const int MinItemsInSlice = 2;

    /// <summary>True where the rates are tuning scores, which are optimistic and not evidence.</summary>
    public bool IsTuningScore { get; init; }

    /// <summary>The number of decided items outside the holdout, of which all other counts are a part.</summary>
    public required int Decided { get; init; }

    /// <summary>The number of items that fail in at least half of their decided repeats.</summary>
    public required int Failing { get; init; }

    /// <summary>The number of undecided items.</summary>
    public required int Undecided { get; init; }

    /// <summary>How many responses outside the holdout were cut off at the output limit; not in JSON where none was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int CutOff { get; init; }

    /// <summary>The number of responses outside the holdout, of which <see cref="CutOff"/> is a part.</summary>
    [JsonIgnore]
    public int Responses { get; init; }

    /// <summary>The diagnosed run, whose parameters name the limit of output tokens; null where it is unknown.</summary>
    [JsonIgnore]
    internal RunRecord? Run { get; init; }

    /// <summary>The failed calls by failure type, most frequent first. They are not wrong answers.</summary>
    public required IReadOnlyList<KeyValuePair<string, int>> Errors { get; init; }

    /// <summary>The counts of holdout items; null where the run has none.</summary>
    public required HoldoutCounts? Holdout { get; init; }

    /// <summary>The failure modes, most frequent first; at most five.</summary>
    public required IReadOnlyList<FailureMode> Modes { get; init; }

    /// <summary>The number of failing items that belong to none of <see cref="Modes"/>.</summary>
    public required int OutsideModes { get; init; }

    /// <summary>How the items vary over their repeats; null where each was run once.</summary>
    public required StabilityCounts? Stability { get; init; }

    /// <summary>The label confusions, one for each grader that compares labels; empty where there is none.</summary>
    public required IReadOnlyList<LabelConfusion> Confusions { get; init; }

    /// <summary>The slices that fail more often than the rest.</summary>
    public required SliceSearch Slices { get; init; }

    /// <summary>The clusters of failing items with similar wording.</summary>
    public required ClusterSearch Clusters { get; init; }

    /// <summary>The items that flipped against the parent version; null where it has no comparable run.</summary>
    public required ParentFlips? Flips { get; init; }

    /// <summary>The items over all versions; null where only one version was run.</summary>
    public required HistoryFindings? History { get; init; }

    /// <summary>The items outside the holdout, sorted by id.</summary>
    [JsonIgnore]
    public IReadOnlyList<DiagnosedItem> Items { get; init; } = [];

    /// <summary>The share of decided items that pass.</summary>
    [JsonIgnore]
    public Rate PassRate => Rate.Of(Decided - Failing, Decided) with { IsTuningScore = IsTuningScore };

    /// <summary>The share of items with a label on which the grader read that label.</summary>
    public Rate RecallOf(LabelRecall label) =>
        Rate.Of(label.Right, label.Expected) with
        {
            Interval = label.Interval,
            IsTuningScore = IsTuningScore,
        };

    /// <summary>The mean F1 over the labels of one grader, without an interval.</summary>
    public Rate MacroF1Of(LabelConfusion confusion) => new() { Value = confusion.MacroF1, IsTuningScore = IsTuningScore };

    /// <summary>Diagnoses a run.</summary>
    /// <param name="run">The run with all its results.</param>
    /// <param name="parent">A comparable run of the parent version; null where there is none.</param>
    /// <param name="history">The runs of all versions, this one included.</param>
    /// <param name="graders">The grader kinds, which document their reason codes; null for the built-in ones.</param>
    public static Diagnosis Of(ComparedRun run, ComparedRun? parent, ItemHistory history, GraderCatalog? graders = null)
    {
        var visible = run.Results.Where(result => result.Split != SplitNames.Holdout).ToList();
        var items = DiagnosedItem.Of(visible);
        var found = new Findings(SliceSearch.Of(items), ClusterSearch.Of(items), LabelConfusion.Of(items));
        var modes = ModesOf(items, found, graders ?? GraderCatalog.BuiltIn);
        return new Diagnosis
        {
            Decided = items.Count(item => item.IsDecided),
            Failing = items.Count(item => item.IsFailing),
            Undecided = items.Count(item => item.Side.Status == ItemStatus.Undecided),
            CutOff = visible.Count(result => result.IsCutOff),
            Responses = visible.Count,
            Errors = ErrorsOf(visible),
            Holdout = HoldoutCounts.Of(run.Results),
            Modes = [.. modes.Take(MaxModes)],
            OutsideModes = modes.Skip(MaxModes).Sum(mode => mode.ItemIds.Count),
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
            ItemIds = [.. failing.Select(item => item.ItemId).Order(IdOrder.Comparer)],
            Of = decided,
            AlwaysFailing = failing.Count(item => item.Stability == Diagnosing.Stability.AlwaysFail),
            Slices =
            [
                .. found
                    .Slices.Established.Concat(found.Slices.Leads)
                    .Select(slice => new CoveredSlice(slice.Name, slice.IsEstablished, [.. slice.FailingIds.Where(ids.Contains)]))
                    .Where(slice => slice.ItemIds.Count >= MinItemsInSlice),
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
