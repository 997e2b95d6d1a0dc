using PromptLab.Reporting;

namespace PromptLab.Cli.Outputs;

/// <summary>What <c>run</c> and <c>grade</c> write.</summary>
/// <param name="Runs">The runs, in the order in which they were started.</param>
internal sealed record RunOutput(IReadOnlyList<RunReport> Runs) : IJsonOutput;
