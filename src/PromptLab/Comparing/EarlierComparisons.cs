using PromptLab.Results;

namespace PromptLab.Comparing;

/// <summary>
/// The comparisons that were made before: a version that is tried after nine others has had ten chances to look good.
/// </summary>
internal static class EarlierComparisons
{
    /// <summary>
    /// The p-values of other versions that were compared with a baseline on the same items under the same conditions, of each the
    /// latest, and a p of 1 for each other set of imported responses, whose comparisons no row keeps.
    /// </summary>
    /// <param name="rows">The scoreboard.</param>
    /// <param name="stored">The stored runs, which know imported responses by what they say.</param>
    /// <param name="baseline">The baseline.</param>
    /// <param name="candidates">
    /// The versions that are compared now; their own earlier rows don't count, nor do those of the baseline itself.
    /// </param>
    public static IReadOnlyList<double> PValues(
        IReadOnlyList<ScoreboardRow> rows,
        IReadOnlyList<RunRecord> stored,
        RunRecord baseline,
        IReadOnlyList<RunRecord> candidates
    )
    {
        IReadOnlyList<RunPrompt> now = [baseline.Prompt, .. candidates.Select(run => run.Prompt)];
        return
        [
            .. rows.Where(row => row.Prompt == baseline.Prompt.Name && row.Baseline is { } version && version == baseline.Prompt.Version)
                .Where(row =>
                    row.PromptHash is not null
                    && !now.Any(prompt => ScoreboardRows.IsOfPrompt(row, prompt))
                    && ScoreboardRows.HasConditionsOf(row, baseline)
                )
                .GroupBy(row => row.PromptHash, StringComparer.Ordinal)
                .Select(versions => versions.Last().PValue)
                .OfType<double>(),
            .. Imported(stored, [baseline, .. candidates]).Select(_ => 1.0),
        ];
    }

    private static IEnumerable<string> Imported(IReadOnlyList<RunRecord> stored, IReadOnlyList<RunRecord> now) =>
        !now.Any(IsImported)
            ? []
            : stored
                .Where(run =>
                    IsImported(run)
                    && run.GradersHash == now[0].GradersHash
                    && run.EvalSet.SelectedIdsHash == now[0].EvalSet.SelectedIdsHash
                )
                .Select(run => run.ResponsesHash)
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .Except(now.Select(run => run.ResponsesHash).OfType<string>(), StringComparer.Ordinal);

    private static bool IsImported(RunRecord run) => run is { Prompt.Hash: null, ResponsesHash: not null };
}
