using PromptLab.Results;

namespace PromptLab.Progress;

/// <summary>The cost of all runs of a prompt, over every eval set and model.</summary>
/// <param name="KnownUsd">The sum of the known costs, in US dollars.</param>
/// <param name="Runs">The number of runs that called a model.</param>
/// <param name="Unpriced">The number of runs with an unknown cost; the sum is a lower bound where it is not 0.</param>
/// <param name="CapUsd">The spending cap in US dollars; null for none.</param>
/// <param name="OffScoreboard">The number of runs without a scoreboard row, such as races and stopped runs.</param>
internal sealed record MoneySpent(decimal KnownUsd, int Runs, int Unpriced, decimal? CapUsd, int OffScoreboard = 0)
{
    /// <summary>True where the known costs alone reach the cap.</summary>
    public bool IsCapHit => KnownUsd >= CapUsd;

    /// <summary>
    /// Adds up the costs of a prompt's runs. Of a run with several rows, the last one counts; grading again costs nothing.
    /// </summary>
    /// <param name="rows">All rows of the prompt.</param>
    /// <param name="cap">The spending cap in US dollars; null for none.</param>
    /// <param name="stored">
    /// The prompt's runs on disk, null for none. Those without a row, such as races, cost money too; the cost of a killed run is
    /// unknown.
    /// </param>
    public static MoneySpent Of(IReadOnlyList<ScoreboardRow> rows, decimal? cap, IReadOnlyList<RunRecord>? stored = null)
    {
        var listed = rows.Where(row => CallsModel(row.Trigger))
            .Reverse()
            .DistinctBy(row => row.RunId, StringComparer.Ordinal)
            .ToDictionary(row => row.RunId, row => row.CostUsd, StringComparer.Ordinal);
        var others = (stored ?? [])
            .Where(run => CallsModel(run.Trigger) && !listed.ContainsKey(run.RunId))
            .Select(run => run.Totals?.CostUsd)
            .ToList();
        var costs = listed.Values.Concat(others).ToList();
        return new MoneySpent(costs.Sum(cost => cost ?? 0), costs.Count, costs.Count(cost => cost is null), cap, others.Count);
    }

    private static bool CallsModel(string? trigger) => !RunTriggers.AreWithoutCalls(trigger);
}
