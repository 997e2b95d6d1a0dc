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

    /// <summary>The score of a run. Without a baseline, or with its own version or a draft as one, its parent is the baseline.</summary>
    public static ReportedScore Of(RunRecord run, string? baseline = null) =>
        new(
            run.EvalSet.Name,
            run.Prompt.Name,
            run.Prompt.Version,
            (baseline == run.Prompt.Reference || baseline == run.Prompt.Version ? null : Frozen(baseline)) ?? run.Prompt.Parent,
            TuningScore.Is(run)
        );

    /// <summary>The score of a line of the board, as for a run.</summary>
    public static ReportedScore Of(BoardLine line)
    {
        var (row, version) = (line.Row, line.IsOtherText ? null : line.Name);
        return new(
            row.EvalSet,
            row.Prompt,
            version,
            (row.Baseline == row.Version ? null : Frozen(row.Baseline)) ?? row.Parent,
            TuningScore.Is(row)
        );
    }

    /// <summary>The scores of lines of the board, those of texts that no version has today first: they can't be confirmed.</summary>
    public static IReadOnlyList<ReportedScore> Of(IEnumerable<BoardLine> lines) =>
        [.. lines.OrderByDescending(line => line.IsOtherText).Select(Of)];

    // A claim is made against a frozen text: a draft can change while the holdout is asked.
    private static string? Frozen(string? baseline) =>
        baseline is not null && PromptFile.IsDraft(PromptReference.Parse(baseline).Version ?? baseline) ? null : baseline;
}
