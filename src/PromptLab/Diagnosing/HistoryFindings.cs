using PromptLab.Texts;

namespace PromptLab.Diagnosing;

/// <summary>Items that stand out over the runs of all versions of a prompt.</summary>
internal sealed record HistoryFindings
{
    /// <summary>The tag of items whose label someone has checked: it is trusted, even if no version solves the item.</summary>
    public const string CheckedTag = "label-checked";

    private const int MinVersions = 5; // if one version in four solves an item, none of five does with probability 0.75⁵ = 0.24

    private readonly IReadOnlyList<string> _suspects; // never solved by enough versions, the most doubtful first
    private readonly int _decided;

    private HistoryFindings(IReadOnlyList<string> suspects, int decided) => (_suspects, _decided) = (suspects, decided);

    /// <summary>The number of versions with runs.</summary>
    public required int Versions { get; init; }

    /// <summary>The number of runs.</summary>
    public required int Runs { get; init; }

    /// <summary>The ids of failing items that no response of any version passed.</summary>
    public required IReadOnlyList<string> NeverSolved { get; init; }

    /// <summary>
    /// The ids of items that changed between pass and fail at least twice over the versions in order: chance, or conflicting
    /// instructions.
    /// </summary>
    public required IReadOnlyList<string> Oscillating { get; init; }

    /// <summary>
    /// The ids of items whose label is doubtful: none of five or more versions solved them, although most items were solved by some
    /// version. Those on which most versions gave the same wrong answer come first; checked ones are left out.
    /// </summary>
    /// <remarks>Fewer or weaker versions solve too little to cast doubt on labels.</remarks>
    public required IReadOnlyList<string> Doubtful { get; init; }

    /// <summary>The same by other tags than those of the run.</summary>
    /// <param name="isChecked">Returns whether somebody has checked the label of an item.</param>
    public IReadOnlyList<string> DoubtfulUnless(Func<string, bool> isChecked) =>
        2 * NeverSolved.Count(id => !isChecked(id)) < _decided ? [.. _suspects.Where(id => !isChecked(id))] : [];

    /// <summary>The findings on some items; null where only one version was run.</summary>
    internal static HistoryFindings? Of(IReadOnlyList<DiagnosedItem> items, ItemHistory history)
    {
        if (history.Versions < 2)
            return null;
        var neverSolved = items.Where(history.IsNeverSolved).ToList();
        var findings = new HistoryFindings(
            [
                .. neverSolved
                    .Where(item => history.VersionsOn(item) >= MinVersions)
                    .OrderByDescending(history.AgreeingOn)
                    .ThenBy(item => item.ItemId, IdOrder.Comparer)
                    .Select(item => item.ItemId),
            ],
            items.Count(item => item.IsDecided)
        )
        {
            Versions = history.Versions,
            Runs = history.Runs,
            NeverSolved = [.. neverSolved.Select(item => item.ItemId)],
            Oscillating = [.. items.Where(history.IsOscillating).Select(item => item.ItemId)],
            Doubtful = [],
        };
        var trusted = items.Where(item => item.Tags.Contains(CheckedTag, StringComparer.Ordinal)).Select(item => item.ItemId).ToHashSet();
        return findings with { Doubtful = findings.DoubtfulUnless(trusted.Contains) };
    }
}
