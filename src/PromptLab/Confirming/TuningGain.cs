using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Results;
using PromptLab.Statistics;

namespace PromptLab.Confirming;

/// <summary>The gain of one version over another on the items they were tuned on, from the scoreboard.</summary>
/// <param name="Split">The split's name on the scoreboard; null where the eval set is not split.</param>
/// <param name="Items">The number of items.</param>
/// <param name="Baseline">The baseline's pass rate, from 0 to 1.</param>
/// <param name="Candidate">The candidate's pass rate, from 0 to 1.</param>
public sealed record TuningGain(string? Split, int Items, double Baseline, double Candidate)
{
    /// <summary>Candidate minus baseline, from −1 to 1.</summary>
    public double Gain => Candidate - Baseline;

    /// <summary>
    /// The 95% interval of the gain: of the items in pairs where the scoreboard has it, else as of two samples, which is wider.
    /// </summary>
    public required Interval Interval { get; init; }

    /// <summary>
    /// The gain by the latest rows of both versions over the same items outside the holdout, with the same model and graders,
    /// preferably those of the split <c>dev</c>; null where there are none.
    /// </summary>
    /// <param name="rows">All rows of the scoreboard.</param>
    /// <param name="baseline">The baseline's run over the holdout.</param>
    /// <param name="candidate">The candidate's run over the holdout.</param>
    internal static TuningGain? Of(IReadOnlyList<ScoreboardRow> rows, RunRecord baseline, RunRecord candidate)
    {
        var visible = rows.Where(row =>
                row.EvalSet == candidate.EvalSet.Name
                && row.PassRate is not null
                && !SplitChoice.Parse(row.Split).HasHoldout
                && row.ConfigHash == ContentHash.Short(candidate.ConfigHash)
                && row.GradersHash == ContentHash.Short(candidate.GradersHash)
            )
            .ToList();
        var pairs = visible
            .Where(row => ScoreboardRows.IsOfPrompt(row, candidate.Prompt))
            .Select(after =>
                (
                    After: after,
                    Before: visible.LastOrDefault(row =>
                        ScoreboardRows.IsOfPrompt(row, baseline.Prompt)
                        && row.SelectedIdsHash is { } items
                        && items == after.SelectedIdsHash
                    )
                )
            )
            .Where(pair => pair.Before is not null)
            .ToList();
        return
            (
                pairs.FindLast(pair => SplitChoice.Parse(pair.After.Split).IsOnly(SplitNames.Dev)) is { Before: not null } tuned
                    ? tuned
                    : pairs.LastOrDefault()
            )
                is { Before: { PassRate: { } baselineRate } } found
            && found.After.PassRate is { } candidateRate
            ? new TuningGain(found.After.Split, found.After.Items, baselineRate, candidateRate)
            {
                Interval = IntervalOf(found.After, found.Before, baselineRate, candidateRate),
            }
            : null;
    }

    private static Interval IntervalOf(ScoreboardRow after, ScoreboardRow before, double baseline, double candidate)
    {
        if (after is { DeltaCiLow: { } low, DeltaCiHigh: { } high } && after.Prompt == before.Prompt && after.Baseline == before.Version)
            return new Interval(low, high);
        // Half an item of each kind, so that a rate of 0 or 1 is no certainty.
        double Variance(double rate, int items) => ((rate * items) + 0.5) * (((1 - rate) * items) + 0.5) / Math.Pow(items + 1, 3);
        var half = StandardNormal.TwoSided(0.95) * Math.Sqrt(Variance(baseline, before.Items) + Variance(candidate, after.Items));
        return new Interval(candidate - baseline - half, candidate - baseline + half);
    }
}
