namespace PromptLab.Diagnosing;

/// <summary>What the runs of all versions of the prompt say of the items.</summary>
/// <param name="Versions">How many versions were run.</param>
/// <param name="Runs">In how many runs.</param>
/// <param name="NeverSolved">
/// The failing items of which no response of any version passed: look at their labels before you write more text.
/// </param>
/// <param name="Oscillating">
/// The items that went from pass to fail or back at least twice over the versions in order: chance, or instructions
/// that pull against each other.
/// </param>
public sealed record HistoryFindings(int Versions, int Runs, IReadOnlyList<string> NeverSolved, IReadOnlyList<string> Oscillating)
{
    /// <summary>The findings; null where only one version was run.</summary>
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
