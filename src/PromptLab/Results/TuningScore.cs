using PromptLab.EvalSets;

namespace PromptLab.Results;

/// <summary>
/// Tells tuning scores apart: those of a version that was written when results of its parent could be read, on items that
/// could be read. They are optimistic, so that they choose among versions and claim nothing.
/// </summary>
/// <remarks>
/// Of versions that add nothing the best one looks better than it is: Blum and Hardt, “The Ladder: A Reliable Leaderboard for
/// Machine Learning Competitions”, 2015, https://arxiv.org/abs/1502.04585. Items that were chosen by id or tag and not by their
/// split are taken to be open ones.
/// </remarks>
internal static class TuningScore
{
    /// <summary>True where the scores of a run are tuning scores.</summary>
    public static bool Is(RunRecord run) => Is(run.Prompt.Parent, new SplitChoice(run.EvalSet.Split));

    /// <summary>True where the scores of a row are tuning scores: by its own word, or where it has none by its parent and split.</summary>
    public static bool Is(ScoreboardRow row) => row.Optimistic ?? Is(row.Parent, SplitChoice.Parse(row.Split));

    // The parent is null for a first version, and for responses without a prompt.
    private static bool Is(string? parent, SplitChoice splits) => parent is not null && !splits.IsOnly(SplitNames.Holdout);
}
