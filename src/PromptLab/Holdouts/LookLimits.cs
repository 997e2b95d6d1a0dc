using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Texts;
using PromptLab.Workspace;

namespace PromptLab.Holdouts;

/// <summary>How many looks at a holdout are allowed silently, with a warning, and only with <c>--burn</c>.</summary>
internal static class LookLimits
{
    private const int MostNamed = 5;

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
                $"The holdout has none of the items that {Format.Quantity(history.FormerLooks, "look")} in its ledger saw, so the count begins anew."
            );
        project.Conclude(problems);
    }

    /// <summary>Warns of runs over items of the holdout that no ledger counts.</summary>
    public static void WarnOfUncounted(ProjectWorkspace project, EvalSet evalSet, HoldoutHistory history, Problems problems)
    {
        if (UncountedLooks.Of(project, evalSet, history) is not { Count: > 0 } runs)
            return;
        var versions = runs.Select(run => run.Reference).Distinct(StringComparer.Ordinal).ToList();
        var named = string.Join(", ", versions.Take(MostNamed)) + (versions.Count > MostNamed ? " and others" : "");
        problems.Warn(
            evalSet.File,
            null,
            $"{Format.Quantity(runs.Count, "run")} used holdout items without a look in {EvalSet.LedgerName} ({named}; the latest is {runs.Max(run => run.RunId)}): before the items were sealed, while they stood under another name, or in a look whose ledger is gone. A claim does not account for them. If the ledger was lost, restore it from version control; otherwise write new items for the holdout."
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
                $"{DescribeCount(history, looks, evalSet)}. After so many its items are as good as tuned on, and a claim would say little. Retire them (promptlab split-evalset {evalSet} --retire \"spent\") and write new ones, which have a count of their own; or insist with --burn."
            );
    }

    private static string DescribeCount(HoldoutHistory history, int looks, string evalSet) =>
        FormattableString.Invariant(
            $"{(looks > 1 ? "These would take the count to" : "This would be")} look {history.Looks.Count + looks} at the holdout of {evalSet}"
        );
}
