using PromptLab.Results;

namespace PromptLab.Comparing;

/// <summary>
/// The comparisons that the scoreboard already holds: a version that is tried after nine others has had ten chances to
/// look good.
/// </summary>
internal static class EarlierComparisons
{
    /// <summary>
    /// The p-values of other versions that were compared with a baseline on the same items under the same conditions;
    /// of each the latest.
    /// </summary>
    /// <param name="rows">The scoreboard.</param>
    /// <param name="baseline">The baseline.</param>
    /// <param name="candidates">
    /// The versions that are compared now; their own earlier rows don't count, nor do those of the baseline itself.
    /// </param>
    public static IReadOnlyList<double> PValues(IReadOnlyList<ScoreboardRow> rows, RunRecord baseline, IReadOnlyList<RunRecord> candidates)
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
        ];
    }
}
