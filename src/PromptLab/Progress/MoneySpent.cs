using PromptLab.Results;

namespace PromptLab.Progress;

/// <summary>What the runs of a prompt paid, on whatever set and with whatever model.</summary>
/// <param name="KnownUsd">The sum of the runs whose cost is known.</param>
/// <param name="Runs">How many runs asked a model.</param>
/// <param name="Unpriced">How many of them have an unknown cost: the sum is “at least” then.</param>
/// <param name="CapUsd">The most that may be spent; null for no cap.</param>
/// <param name="OffScoreboard">How many of them have no row, such as races and runs that were stopped.</param>
public sealed record MoneySpent(decimal KnownUsd, int Runs, int Unpriced, decimal? CapUsd, int OffScoreboard = 0)
{
    private static readonly string[] AskNothing = ["regrade", "import"];

    /// <summary>True where the known part alone reaches the cap.</summary>
    public bool IsCapHit => KnownUsd >= CapUsd;

    /// <summary>The sum over rows of one prompt. Of a run with several rows the last one counts; grading anew pays nothing.</summary>
    /// <param name="rows">The rows of the prompt.</param>
    /// <param name="cap">The most that may be spent; null for no cap.</param>
    /// <param name="stored">
    /// The prompt's runs that are kept here: those without a row paid too, such as races. One that was killed has an
    /// unknown cost.
    /// </param>
    public static MoneySpent Of(IReadOnlyList<ScoreboardRow> rows, decimal? cap, IReadOnlyList<RunRecord>? stored = null)
    {
        var listed = rows.Where(row => Asks(row.Trigger))
            .Reverse()
            .DistinctBy(row => row.RunId, StringComparer.Ordinal)
            .ToDictionary(row => row.RunId, row => row.CostUsd, StringComparer.Ordinal);
        var others = (stored ?? [])
            .Where(run => Asks(run.Trigger) && !listed.ContainsKey(run.RunId))
            .Select(run => run.Totals?.CostUsd)
            .ToList();
        var costs = listed.Values.Concat(others).ToList();
        return new MoneySpent(costs.Sum(cost => cost ?? 0), costs.Count, costs.Count(cost => cost is null), cap, others.Count);
    }

    private static bool Asks(string? trigger) => !AskNothing.Contains(trigger, StringComparer.Ordinal);
}
