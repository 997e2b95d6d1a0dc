using PromptLab.Files;
using PromptLab.Results;

namespace PromptLab.Gating;

/// <summary>Reads from the scoreboard what the night before said of the same version against the same baseline.</summary>
public static class NightBefore
{
    /// <summary>
    /// The one-sided p-value of “worse” in the last row of an earlier day; null where there is none, where it names another
    /// baseline, and where it has no verdict. Half of the two-sided p-value that the row holds, on the side where it lies.
    /// </summary>
    /// <param name="rows">The scoreboard.</param>
    /// <param name="run">The run that is judged.</param>
    /// <param name="baseline">The run that it is compared with.</param>
    public static double? PWorse(IReadOnlyList<ScoreboardRow> rows, RunRecord run, RunRecord baseline)
    {
        var earlier = rows.LastOrDefault(row => IsOf(row, run) && row.StartedAt.UtcDateTime.Date < run.StartedAt.UtcDateTime.Date);
        return earlier is { PValue: { } p, Delta: { } delta } && earlier.Baseline == baseline.Prompt.Version ? delta < 0 ? p / 2 : 1 - (p / 2) : null;
    }

    private static bool IsOf(ScoreboardRow row, RunRecord run) =>
        row.Prompt == run.Prompt.Name
        && row.PromptHash is { } hash && run.Prompt.Hash is { } whole && hash == ContentHash.Short(whole)
        && row.ConfigHash == ContentHash.Short(run.ConfigHash)
        && row.GradersHash == ContentHash.Short(run.GradersHash)
        && row.Extra.GetValueOrDefault(ScoreboardRows.SelectedIdsHash) == ContentHash.Short(run.EvalSet.SelectedIdsHash);
}
