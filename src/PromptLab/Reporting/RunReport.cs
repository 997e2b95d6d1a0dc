using System.Text.Json.Serialization;
using PromptLab.Comparing;
using PromptLab.Results;

namespace PromptLab.Reporting;

/// <summary>A run for machines: its record, its summary, and what became of it against its baseline.</summary>
/// <param name="Run">What was asked of what.</param>
/// <param name="Summary">What came of it.</param>
/// <param name="Comparison">The comparison of its pass rate with the baseline's; null where it has none.</param>
public sealed record RunReport(
    RunRecord Run,
    RunSummary Summary,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BaselineComparison? Comparison
)
{
    /// <summary>True where the scores are tuning scores: optimistic, and no claim.</summary>
    public bool IsTuningScore => TuningScore.Is(Run);

    /// <summary>The report of a finished run.</summary>
    public static RunReport Of(FinishedRun run, BaselineComparison? comparison) => new(run.Record, run.Summary, comparison);
}
