using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Results;

namespace PromptLab.Holdouts;

/// <summary>Finds runs over a holdout that its ledger lacks: older than the ledger, or recorded in a ledger that was lost.</summary>
internal static class UncountedLooks
{
    /// <summary>The scoreboard rows of such runs over today's items; empty where every look is counted.</summary>
    /// <param name="rows">All rows of the scoreboard.</param>
    /// <param name="evalSet">The eval set.</param>
    /// <param name="history">The looks in the ledger.</param>
    public static IReadOnlyList<ScoreboardRow> Of(IReadOnlyList<ScoreboardRow> rows, EvalSet evalSet, HoldoutHistory history) =>
        [
            .. rows.Where(row =>
                row.EvalSet == evalSet.Name
                && row.EvalSetHash == ContentHash.Short(evalSet.Hash)
                && SplitChoice.Parse(row.Split).HasHoldout
                && !history.Looks.Any(look => Covers(look, row))
            ),
        ];

    private static bool Covers(HoldoutLook look, ScoreboardRow row) =>
        look.RunId == row.RunId
        || look.BaselineRunId == row.RunId
        || (
            ContentHash.Short(look.ConfigHash) == row.ConfigHash
            && ContentHash.Short(look.GradersHash) == row.GradersHash
            && (
                row.PromptHash is null
                    ? look.PromptHash is null && look.Prompt == row.Prompt
                    : Matches(look.PromptHash, row) || Matches(look.BaselineHash, row)
            )
        );

    private static bool Matches(string? hash, ScoreboardRow row) => hash is not null && ContentHash.Short(hash) == row.PromptHash;
}
