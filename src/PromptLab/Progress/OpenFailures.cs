using PromptLab.Diagnosing;
using PromptLab.EvalSets;

namespace PromptLab.Progress;

/// <summary>What still fails in the best version. Items of the holdout are not in it.</summary>
public sealed record OpenFailures
{
    /// <summary>The tag of items whose label a person doubts.</summary>
    public const string SuspectTag = "label-suspect";

    /// <summary>The tag of items whose label a person has checked: they are no suspects, whoever solved them.</summary>
    public const string CheckedTag = "label-checked";

    private const int LeastVersions = 5; // with one idea in four that solves an item, 0.75⁵ = 0.24 is left for none of five

    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>How many items were decided.</summary>
    public required int Decided { get; init; }

    /// <summary>How many of them fail.</summary>
    public required int Failing { get; init; }

    /// <summary>How many fail in every repeat and have no doubtful label.</summary>
    /// <remarks>
    /// A label is in doubt where a person marked it, or where none of five or more versions solved the item while most items were
    /// solved by some version: few versions and weak ones solve little, and that says nothing of labels.
    /// </remarks>
    public required int StableWithoutDoubt { get; init; }

    /// <summary>
    /// The failing items that no version solved and nobody checked, by id; null where only one version was run here, so
    /// that nothing can be said.
    /// </summary>
    public required IReadOnlyList<string>? NeverSolved { get; init; }

    /// <summary>The failing items that a person marked, by id.</summary>
    public required IReadOnlyList<string> Marked { get; init; }

    /// <summary>The failure modes, the largest first.</summary>
    public required IReadOnlyList<OpenMode> Modes { get; init; }

    /// <summary>How many failing items stand in no mode.</summary>
    public required int OutsideModes { get; init; }

    /// <summary>The failures that a diagnosis found.</summary>
    /// <param name="runId">The run that was diagnosed.</param>
    /// <param name="diagnosis">The diagnosis.</param>
    /// <param name="items">The items as the eval set holds them today, for what people marked.</param>
    internal static OpenFailures Of(string runId, Diagnosis diagnosis, IReadOnlyList<EvalItem> items)
    {
        var failing = diagnosis.Items.Where(item => item.IsFailing).ToList();
        var (suspect, cleared) = (Tagged(SuspectTag), Tagged(CheckedTag));
        var neverSolved = diagnosis.History?.NeverSolved.Where(id => !cleared.Contains(id)).ToList();
        var inDoubt =
            diagnosis.History?.Versions >= LeastVersions && 2 * neverSolved?.Count < diagnosis.Decided
                ? suspect.Union(neverSolved ?? [])
                : suspect;
        return new OpenFailures
        {
            RunId = runId,
            Decided = diagnosis.Decided,
            Failing = diagnosis.Failing,
            StableWithoutDoubt = failing.Count(item =>
                item.Stability == Stability.AlwaysFail && !inDoubt.Contains(item.ItemId, StringComparer.Ordinal)
            ),
            NeverSolved = neverSolved,
            Marked = [.. failing.Select(item => item.ItemId).Where(suspect.Contains)],
            Modes = [.. diagnosis.Modes.Select(OpenMode.Of)],
            OutsideModes = diagnosis.OutsideModes,
        };

        HashSet<string> Tagged(string tag) =>
            [.. items.Where(item => item.Tags.Contains(tag, StringComparer.Ordinal)).Select(item => item.Id)];
    }
}

/// <summary>One thing to work on.</summary>
/// <param name="Name">The name, the same from run to run.</param>
/// <param name="ItemIds">The failing items.</param>
/// <param name="Sections">The sections to look at first, by the code.</param>
/// <param name="Why">Why those, as a sentence.</param>
public sealed record OpenMode(string Name, IReadOnlyList<string> ItemIds, IReadOnlyList<string> Sections, string Why)
{
    internal static OpenMode Of(FailureMode mode) => new(mode.Name, mode.ItemIds, mode.Suggestion.Sections, mode.Suggestion.Why);
}
