using System.Text.Json.Serialization;
using PromptLab.Comparing;
using PromptLab.Results;

namespace PromptLab.Reporting;

/// <summary>The machine-readable report of a run: its record, its summary and its comparison with the baseline.</summary>
/// <param name="Run">The run's record.</param>
/// <param name="Summary">The summary of its results.</param>
/// <param name="Comparison">The comparison of its pass rate with the baseline's; null where there is none.</param>
internal sealed record RunReport(
    RunRecord Run,
    RunSummary Summary,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BaselineComparison? Comparison
)
{
    /// <summary>True where the scores are tuning scores, which are optimistic and not evidence.</summary>
    public bool IsTuningScore => TuningScore.Is(Run);

    /// <summary>The report of a finished run.</summary>
    public static RunReport Of(FinishedRun run, BaselineComparison? comparison) => new(run.Record, run.Summary, comparison);
}
