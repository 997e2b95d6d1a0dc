using PromptLab.Diagnosing;
using PromptLab.Results;

namespace PromptLab.Cli.Outputs;

/// <summary>The JSON output of <c>diagnose</c>.</summary>
/// <param name="Run">The run's record.</param>
/// <param name="Diagnosis">The failure modes, slices, flips and history.</param>
internal sealed record DiagnoseOutput(RunRecord Run, Diagnosis Diagnosis) : IJsonOutput;
