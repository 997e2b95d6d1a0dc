namespace PromptLab.Diagnosing;

/// <summary>Items that stand out over the runs of all versions of a prompt.</summary>
/// <param name="Versions">The number of versions with runs.</param>
/// <param name="Runs">The number of runs.</param>
/// <param name="NeverSolved">
/// The ids of failing items that no response of any version passed. Check their labels before you add to the prompt.
/// </param>
/// <param name="Oscillating">
/// The ids of items that changed between pass and fail at least twice over the versions in order: chance, or conflicting
/// instructions.
/// </param>
internal sealed record HistoryFindings(int Versions, int Runs, IReadOnlyList<string> NeverSolved, IReadOnlyList<string> Oscillating)
{
    /// <summary>The findings on some items; null where only one version was run.</summary>
    internal static HistoryFindings? Of(IReadOnlyList<DiagnosedItem> items, ItemHistory history) =>
        history.Versions < 2
            ? null
            : new HistoryFindings(
                history.Versions,
                history.Runs,
                [.. items.Where(history.IsNeverSolved).Select(item => item.ItemId)],
                [.. items.Where(history.IsOscillating).Select(item => item.ItemId)]
            );
}
