using PromptLab.Files;
using PromptLab.Results;

namespace PromptLab.Comparing;

/// <summary>The comparisons that the scoreboard already holds: a version that is tried after nine others has had ten chances to look good.</summary>
public static class EarlierComparisons
{
    /// <summary>The p-values of other versions that were compared with a baseline on the same items under the same conditions; of each the latest.</summary>
    /// <param name="rows">The scoreboard.</param>
    /// <param name="baseline">The baseline.</param>
    /// <param name="candidates">The versions that are compared now; their own earlier rows don't count.</param>
    public static IReadOnlyList<double> PValues(IReadOnlyList<ScoreboardRow> rows, RunRecord baseline, IReadOnlyList<RunRecord> candidates)
    {
        var now = candidates.Select(run => run.Prompt.Hash).OfType<string>().Select(hash => ContentHash.Short(hash)).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. rows
                .Where(row => row.Prompt == baseline.Prompt.Name && row.Baseline is { } version && version == baseline.Prompt.Version)
                .Where(row => row.PromptHash is { } hash && !now.Contains(hash) && HasConditionsOf(row, baseline))
                .GroupBy(row => row.PromptHash, StringComparer.Ordinal)
                .Select(versions => versions.Last().PValue)
                .OfType<double>(),
        ];
    }

    private static bool HasConditionsOf(ScoreboardRow row, RunRecord run) =>
        row.ConfigHash == ContentHash.Short(run.ConfigHash)
        && row.GradersHash == ContentHash.Short(run.GradersHash)
        && row.Extra.GetValueOrDefault(ScoreboardRows.SelectedIdsHash) == ContentHash.Short(run.EvalSet.SelectedIdsHash);
}
