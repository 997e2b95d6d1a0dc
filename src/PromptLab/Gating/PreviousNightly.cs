using PromptLab.Comparing;
using PromptLab.Results;

namespace PromptLab.Gating;

/// <summary>Finds the previous nightly comparison of the same version with the same baseline on the scoreboard.</summary>
internal static class PreviousNightly
{
    /// <summary>
    /// The maximum number of days between two nightly runs: enough for a weekend, not for a holiday.
    /// </summary>
    private const int MaxDays = 7;

    /// <summary>
    /// The one-sided p-value of “worse” in the latest row of the seven UTC days before the run; null where there is no such row, or
    /// it has another baseline or no verdict. The row has a two-sided p-value: half of it where the version was worse, else one
    /// minus half of it.
    /// </summary>
    /// <param name="rows">All rows of the scoreboard.</param>
    /// <param name="run">The judged run.</param>
    /// <param name="baseline">The baseline's run.</param>
    public static double? PWorse(IReadOnlyList<ScoreboardRow> rows, RunRecord run, RunRecord baseline)
    {
        var earlier = rows.Where(row =>
                ScoreboardRows.IsOfPrompt(row, run.Prompt)
                && ScoreboardRows.HasConditionsOf(row, run)
                && DaysBetween(row, run) is > 0 and <= MaxDays
            )
            .OrderBy(row => row.StartedAt)
            .LastOrDefault();
        return earlier is { PValue: { } p, Delta: { } delta } && earlier.Baseline == BaselineComparison.NameOf(baseline, run)
            ? delta < 0
                ? p / 2
                : 1 - (p / 2)
            : null;
    }

    private static int DaysBetween(ScoreboardRow row, RunRecord run) =>
        (run.StartedAt.UtcDateTime.Date - row.StartedAt.UtcDateTime.Date).Days;
}
