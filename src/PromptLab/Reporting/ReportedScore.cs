using PromptLab.Prompts;
using PromptLab.Results;

namespace PromptLab.Reporting;

/// <summary>A version whose scores are in a report; decides the note on tuning scores below it.</summary>
/// <param name="EvalSet">The name of the eval set.</param>
/// <param name="Prompt">The name of the prompt.</param>
/// <param name="Version">The version; null for responses recorded outside PromptLab.</param>
/// <param name="Baseline">The version or reference that the report compares it with; null for none.</param>
/// <param name="IsTuningScore">True where its scores are tuning scores.</param>
internal sealed record ReportedScore(string EvalSet, string Prompt, string? Version, string? Baseline, bool IsTuningScore)
{
    /// <summary>True for a draft, which cannot be confirmed.</summary>
    public bool IsDraft => Version is not null && PromptFile.IsDraft(Version);

    /// <summary>The score of a run. Without a baseline, or with its own version as one, its parent is the baseline.</summary>
    public static ReportedScore Of(RunRecord run, string? baseline = null) =>
        new(
            run.EvalSet.Name,
            run.Prompt.Name,
            run.Prompt.Version,
            (baseline == run.Prompt.Reference || baseline == run.Prompt.Version ? null : baseline) ?? run.Prompt.Parent,
            TuningScore.Is(run)
        );

    /// <summary>The score of a scoreboard row. Without a baseline, or with its own version as one, its parent is the baseline.</summary>
    public static ReportedScore Of(ScoreboardRow row) =>
        new(row.EvalSet, row.Prompt, row.Version, (row.Baseline == row.Version ? null : row.Baseline) ?? row.Parent, TuningScore.Is(row));
}
