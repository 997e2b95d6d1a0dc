using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Results;

namespace PromptLab.Confirming;

/// <summary>The gain that two versions show on the items they were tuned on, as the scoreboard has it.</summary>
/// <param name="Split">The split, as the scoreboard names it; null where the eval set is not split.</param>
/// <param name="Items">How many items.</param>
/// <param name="Baseline">The pass rate of the baseline.</param>
/// <param name="Candidate">The pass rate of the candidate.</param>
public sealed record TuningGain(string? Split, int Items, double Baseline, double Candidate)
{
    /// <summary>Candidate minus baseline.</summary>
    public double Gain => Candidate - Baseline;

    /// <summary>
    /// The gain by the latest rows of both versions on the same open items, with the same model and graders, those of
    /// dev first; null where there are none.
    /// </summary>
    /// <param name="rows">The scoreboard.</param>
    /// <param name="baseline">The baseline's run over the holdout.</param>
    /// <param name="candidate">The candidate's run over the holdout.</param>
    public static TuningGain? Of(IReadOnlyList<ScoreboardRow> rows, RunRecord baseline, RunRecord candidate)
    {
        var open = rows.Where(row =>
                row.EvalSet == candidate.EvalSet.Name
                && row.PassRate is not null
                && !SplitChoice.Parse(row.Split).HasHoldout
                && row.ConfigHash == ContentHash.Short(candidate.ConfigHash)
                && row.GradersHash == ContentHash.Short(candidate.GradersHash)
            )
            .ToList();
        var pairs = open.Where(row => ScoreboardRows.IsOfPrompt(row, candidate.Prompt))
            .Select(after =>
                (
                    After: after,
                    Before: open.LastOrDefault(row =>
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
                is { Before: { PassRate: { } was } } found
            && found.After.PassRate is { } now
            ? new TuningGain(found.After.Split, found.After.Items, was, now)
            : null;
    }
}
