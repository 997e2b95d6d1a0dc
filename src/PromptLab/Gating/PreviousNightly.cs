using PromptLab.Comparing;
using PromptLab.Results;

namespace PromptLab.Gating;

/// <summary>Reads from the scoreboard what the night before said of the same version against the same baseline.</summary>
internal static class PreviousNightly
{
    /// <summary>
    /// So many days before a run a night is not the one before it: a weekend lies between two nights, a holiday does
    /// not.
    /// </summary>
    private const int MostDays = 7;

    /// <summary>
    /// The one-sided p-value of “worse” in the latest row of an earlier day (in UTC) of the last seven; null where there is
    /// none, where it names another baseline, and where it has no verdict. Half of the two-sided p-value that the row holds,
    /// on the side where it lies.
    /// </summary>
    /// <param name="rows">The scoreboard.</param>
    /// <param name="run">The run that is judged.</param>
    /// <param name="baseline">The run that it is compared with.</param>
    public static double? PWorse(IReadOnlyList<ScoreboardRow> rows, RunRecord run, RunRecord baseline)
    {
        var earlier = rows.Where(row =>
                ScoreboardRows.IsOfPrompt(row, run.Prompt)
                && ScoreboardRows.HasConditionsOf(row, run)
                && DaysBetween(row, run) is > 0 and <= MostDays
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
