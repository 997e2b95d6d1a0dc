using PromptLab.Results;

namespace PromptLab.Reporting;

/// <summary>A run for machines: its record and its summary.</summary>
/// <param name="Run">What was asked of what.</param>
/// <param name="Summary">What came of it.</param>
public sealed record RunReport(RunRecord Run, RunSummary Summary)
{
    /// <summary>The report of a finished run.</summary>
    public static RunReport Of(FinishedRun run) => new(run.Record, run.Summary);
}
