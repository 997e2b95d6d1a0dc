using PromptLab.Prompts;
using PromptLab.Results;

namespace PromptLab.Reporting;

/// <summary>A version whose scores a report shows, for the note below it.</summary>
/// <param name="EvalSet">The eval set that it was asked on.</param>
/// <param name="Prompt">The prompt.</param>
/// <param name="Version">The version; null for responses recorded elsewhere.</param>
/// <param name="Baseline">What the report holds it against, as a version or a full reference; null where that is nothing.</param>
/// <param name="IsTuningScore">True where its scores are tuning scores.</param>
public sealed record ShownScore(string EvalSet, string Prompt, string? Version, string? Baseline, bool IsTuningScore)
{
    /// <summary>True where it is no version yet.</summary>
    public bool IsDraft => Version is not null && PromptFile.IsDraft(Version);

    /// <summary>The score of a run; without a baseline, or with its own earlier run as one, it is held against its parent.</summary>
    public static ShownScore Of(RunRecord run, string? baseline = null) =>
        new(
            run.EvalSet.Name,
            run.Prompt.Name,
            run.Prompt.Version,
            (baseline == run.Prompt.Reference || baseline == run.Prompt.Version ? null : baseline) ?? run.Prompt.Parent,
            TuningScore.Is(run)
        );

    /// <summary>
    /// The score of a row of the scoreboard; without a baseline, or with its own version as one, it is held against its
    /// parent.
    /// </summary>
    public static ShownScore Of(ScoreboardRow row) =>
        new(row.EvalSet, row.Prompt, row.Version, (row.Baseline == row.Version ? null : row.Baseline) ?? row.Parent, TuningScore.Is(row));
}
