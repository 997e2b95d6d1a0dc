using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Results;

namespace PromptLab.Holdouts;

/// <summary>Runs over a holdout that its ledger knows nothing of: looks of before there was one, or of a ledger that is gone.</summary>
internal static class UncountedLooks
{
    /// <summary>Their rows on the scoreboard, over the same items as today's; none where every look is counted.</summary>
    /// <param name="rows">The scoreboard.</param>
    /// <param name="evalSet">The eval set.</param>
    /// <param name="history">The looks that are counted.</param>
    public static IReadOnlyList<ScoreboardRow> Of(IReadOnlyList<ScoreboardRow> rows, EvalSet evalSet, HoldoutHistory history) =>
        [
            .. rows.Where(row =>
                row.EvalSet == evalSet.Name
                && row.EvalSetHash == ContentHash.Short(evalSet.Hash)
                && SplitChoice.Parse(row.Split).HasHoldout
                && !history.Looks.Any(look => Knows(look, row))
            ),
        ];

    private static bool Knows(HoldoutLook look, ScoreboardRow row) =>
        look.RunId == row.RunId
        || look.BaselineRunId == row.RunId
        || (
            ContentHash.Short(look.ConfigHash) == row.ConfigHash
            && ContentHash.Short(look.GradersHash) == row.GradersHash
            && (
                row.PromptHash is null
                    ? look.PromptHash is null && look.Prompt == row.Prompt
                    : IsOf(look.PromptHash, row) || IsOf(look.BaselineHash, row)
            )
        );

    private static bool IsOf(string? hash, ScoreboardRow row) => hash is not null && ContentHash.Short(hash) == row.PromptHash;
}
