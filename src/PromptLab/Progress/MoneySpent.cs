using PromptLab.Results;

namespace PromptLab.Progress;

/// <summary>What the runs of a prompt paid, on whatever set and with whatever model.</summary>
/// <param name="KnownUsd">The sum of the runs whose cost is known.</param>
/// <param name="Runs">How many runs asked a model.</param>
/// <param name="Unpriced">How many of them have an unknown cost: the sum is “at least” then.</param>
/// <param name="CapUsd">The most that may be spent; null for no cap.</param>
public sealed record MoneySpent(decimal KnownUsd, int Runs, int Unpriced, decimal? CapUsd)
{
    private static readonly string[] AskNothing = ["regrade", "import"];

    /// <summary>True where the known part alone reaches the cap.</summary>
    public bool IsCapHit => KnownUsd >= CapUsd;

    /// <summary>The sum over rows of one prompt. Of a run with several rows the last one counts; grading anew pays nothing.</summary>
    public static MoneySpent Of(IReadOnlyList<ScoreboardRow> rows, decimal? cap)
    {
        var runs = rows.Where(row => !AskNothing.Contains(row.Trigger, StringComparer.Ordinal)).Reverse().DistinctBy(row => row.RunId, StringComparer.Ordinal).ToList();
        return new MoneySpent(runs.Sum(row => row.CostUsd ?? 0), runs.Count, runs.Count(row => row.CostUsd is null), cap);
    }
}
