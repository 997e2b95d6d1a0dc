using PromptLab.Diagnosing;
using PromptLab.Results;

namespace PromptLab.Cli.Outputs;

/// <summary>What <c>diagnose</c> writes.</summary>
/// <param name="Run">The run's record.</param>
/// <param name="Diagnosis">In which ways it fails.</param>
internal sealed record DiagnoseOutput(RunRecord Run, Diagnosis Diagnosis) : IJsonOutput;
