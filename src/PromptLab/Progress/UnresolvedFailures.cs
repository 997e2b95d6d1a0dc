using PromptLab.Diagnosing;
using PromptLab.EvalSets;

namespace PromptLab.Progress;

/// <summary>What still fails in the best version, without items of the holdout.</summary>
internal sealed record UnresolvedFailures
{
    /// <summary>The tag of items whose label someone suspects to be wrong.</summary>
    public const string SuspectTag = "label-suspect";

    /// <summary>The tag of items whose label someone has checked: it is trusted, even if no version solves the item.</summary>
    public const string CheckedTag = HistoryFindings.CheckedTag;

    /// <summary>The id of the diagnosed run.</summary>
    public required string RunId { get; init; }

    /// <summary>The number of decided items.</summary>
    public required int Decided { get; init; }

    /// <summary>The number of failing items.</summary>
    public required int Failing { get; init; }

    /// <summary>The number of items that fail in every repeat and whose label is not in doubt.</summary>
    /// <remarks>
    /// A label is in doubt where someone tagged it, or where none of five or more versions solved the item although most items were
    /// solved by some version. Fewer or weaker versions solve too little to cast doubt on labels.
    /// </remarks>
    public required int StableWithoutDoubt { get; init; }

    /// <summary>
    /// The ids of failing items that no version solved and whose label is not checked; null where only one version was run here.
    /// </summary>
    public required IReadOnlyList<string>? NeverSolved { get; init; }

    /// <summary>
    /// The ids of items whose label is doubtful by the rule of the remark on <see cref="StableWithoutDoubt"/> and not checked; those on
    /// which most versions gave the same wrong answer first.
    /// </summary>
    public required IReadOnlyList<string> Doubtful { get; init; }

    /// <summary>The ids of failing items that are tagged as suspect.</summary>
    public required IReadOnlyList<string> Marked { get; init; }

    /// <summary>The failure modes, the largest first.</summary>
    public required IReadOnlyList<UnresolvedMode> Modes { get; init; }

    /// <summary>The number of failing items that belong to none of <see cref="Modes"/>.</summary>
    public required int OutsideModes { get; init; }

    /// <summary>Takes the failures from a diagnosis.</summary>
    /// <param name="runId">The id of the diagnosed run.</param>
    /// <param name="diagnosis">The diagnosis.</param>
    /// <param name="items">The items as they are in the eval set today, for their tags.</param>
    internal static UnresolvedFailures Of(string runId, Diagnosis diagnosis, IReadOnlyList<EvalItem> items)
    {
        var failing = diagnosis.Items.Where(item => item.IsFailing).ToList();
        var (suspect, trusted) = (Tagged(SuspectTag), Tagged(CheckedTag));
        var neverSolved = diagnosis.History?.NeverSolved.Where(id => !trusted.Contains(id)).ToList();
        var doubtful = diagnosis.History?.DoubtfulUnless(trusted.Contains) ?? [];
        var inDoubt = suspect.Union(doubtful);
        return new UnresolvedFailures
        {
            RunId = runId,
            Decided = diagnosis.Decided,
            Failing = diagnosis.Failing,
            StableWithoutDoubt = failing.Count(item =>
                item.Stability == Stability.AlwaysFail && !inDoubt.Contains(item.ItemId, StringComparer.Ordinal)
            ),
            NeverSolved = neverSolved,
            Doubtful = doubtful,
            Marked = [.. failing.Select(item => item.ItemId).Where(suspect.Contains)],
            Modes = [.. diagnosis.Modes.Select(UnresolvedMode.Of)],
            OutsideModes = diagnosis.OutsideModes,
        };

        HashSet<string> Tagged(string tag) =>
            [.. items.Where(item => item.Tags.Contains(tag, StringComparer.Ordinal)).Select(item => item.Id)];
    }
}

/// <summary>A failure mode to work on.</summary>
/// <param name="Name">The display name, stable from run to run.</param>
/// <param name="ItemIds">The ids of the failing items.</param>
/// <param name="Sections">The sections to look at first, by the reason code; at least one.</param>
/// <param name="Why">What the reason code suggests, as a sentence.</param>
public sealed record UnresolvedMode(string Name, IReadOnlyList<string> ItemIds, IReadOnlyList<string> Sections, string Why)
{
    internal static UnresolvedMode Of(FailureMode mode) => new(mode.Name, mode.ItemIds, mode.Suggestion.Sections, mode.Suggestion.Why);
}
