using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Results;

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
            : null;
    }
}
