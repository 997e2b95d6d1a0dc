using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Texts;
using PromptLab.Workspace;

namespace PromptLab.Holdouts;

/// <summary>How many looks at a holdout are allowed silently, with a warning, and only with <c>--burn</c>.</summary>
internal static class LookLimits
{
    /// <summary>Throws beyond the limit, warns from the third look on, and warns where a changed holdout restarts the count.</summary>
    /// <param name="project">Receives the warnings.</param>
    /// <param name="history">The earlier looks.</param>
    /// <param name="looks">The number of further looks.</param>
    /// <param name="evalSet">The eval set's name.</param>
    /// <param name="burn">True to allow looks beyond the limit.</param>
    /// <exception cref="InputException">The limit is reached without <paramref name="burn"/>.</exception>
    public static void Check(ProjectWorkspace project, HoldoutHistory history, int looks, string evalSet, bool burn)
    {
        ThrowIfExhausted(history, looks, evalSet, burn);
        var (last, problems) = (history.Looks.Count + looks, new Problems());
        if (last >= HoldoutHistory.FirstLookWithWarning)
            problems.Warn(
                evalSet,
                null,
                $"{DescribeCount(history, looks, evalSet)}. Each takes its part of the level: a claim then needs {Format.Level(LookLevel.Of(last))}."
            );
        if (history is { Looks.Count: 0, FormerLooks: > 0 })
            problems.Warn(
                evalSet,
                null,
                $"The holdout was changed since {Format.Quantity(history.FormerLooks, "look")} at it, and the count begins anew. What was learned of items that stayed is not undone."
            );
        project.Conclude(problems);
    }

    /// <summary>Warns of runs over the holdout that are on the scoreboard but not in the ledger.</summary>
    public static void WarnOfUncounted(ProjectWorkspace project, EvalSet evalSet, HoldoutHistory history, Problems problems)
    {
        if (UncountedLooks.Of(project.ReadScoreboard(new Problems()), evalSet, history) is not { Count: > 0 } rows)
            return;
        var versions = rows.Select(row => row.Version is { } version ? $"{row.Prompt}@{version}" : row.Prompt)
            .Distinct(StringComparer.Ordinal);
        problems.Warn(
            evalSet.File,
            null,
            $"The scoreboard has {Format.Quantity(rows.Count, "run")} over the holdout that {EvalSet.LedgerName} knows nothing of ({string.Join(", ", versions)}): looks of before there was a ledger, or of one that is gone. They are not in the count; restore the ledger from version control, or write new items."
        );
    }

    /// <summary>Throws where further looks need <c>--burn</c>.</summary>
    /// <exception cref="InputException">The limit is reached without <paramref name="burn"/>.</exception>
    public static void ThrowIfExhausted(HoldoutHistory history, int looks, string evalSet, bool burn)
    {
        if (history.Looks.Count + looks >= HoldoutHistory.FirstLookNeedingBurn && !burn)
            throw new InputException(
                "--burn",
                null,
                $"{DescribeCount(history, looks, evalSet)}. After so many its items are as good as tuned on, and a claim would say little. Write new ones (a changed holdout has a count of its own), or insist with --burn."
            );
    }

    private static string DescribeCount(HoldoutHistory history, int looks, string evalSet) =>
        FormattableString.Invariant(
            $"{(looks > 1 ? "These would take the count to" : "This would be")} look {history.Looks.Count + looks} at the holdout of {evalSet}"
        );
}
