using PromptLab.EvalSets;
using PromptLab.Files;

namespace PromptLab.Results;

/// <summary>
/// Tells tuning scores apart: those of a version that was written when results of its parent could be read, on items that
/// could be read, and those of imported responses that came when there were other results on the items. They are optimistic, so
/// that they choose among versions and claim nothing.
/// </summary>
/// <remarks>
/// Of versions that add nothing the best one looks better than it is: Blum and Hardt, “The Ladder: A Reliable Leaderboard for
/// Machine Learning Competitions”, 2015, https://arxiv.org/abs/1502.04585. Items that were chosen by id or tag and not by their
/// split are taken to be open ones.
/// </remarks>
internal static class TuningScore
{
    /// <summary>True where the scores of a run are tuning scores.</summary>
    public static bool Is(RunRecord run) => Is(run.Optimistic ?? run.Prompt.Parent is not null, new SplitChoice(run.EvalSet.Split));

    /// <summary>True where the scores of a row are tuning scores: by its own word, or where it has none by its parent and split.</summary>
    public static bool Is(ScoreboardRow row) => row.Optimistic ?? Is(row.Parent is not null, SplitChoice.Parse(row.Split));

    /// <summary>
    /// True where results of other responses on some items are on the scoreboard, so that imported ones may be tuned on them.
    /// </summary>
    /// <param name="rows">The scoreboard.</param>
    /// <param name="stored">The stored runs, which know imported responses by what they say.</param>
    /// <param name="selectedIdsHash">The hash of the items.</param>
    /// <param name="responsesHash">The hash of the responses.</param>
    public static bool HasEarlier(
        IReadOnlyList<ScoreboardRow> rows,
        IReadOnlyList<RunRecord> stored,
        string selectedIdsHash,
        string responsesHash
    )
    {
        var same = stored.Where(run => run.ResponsesHash == responsesHash).Select(run => run.RunId).ToHashSet(StringComparer.Ordinal);
        return rows.Any(row => row.SelectedIdsHash == ContentHash.Short(selectedIdsHash) && !same.Contains(row.RunId));
    }

    // A first version has no parent.
    private static bool Is(bool isLater, SplitChoice splits) => isLater && !splits.IsOnly(SplitNames.Holdout);
}
