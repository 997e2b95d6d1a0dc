using PromptLab.Reporting;

namespace PromptLab.Cli.Outputs;

/// <summary>The JSON output of <c>run</c> and <c>grade</c>.</summary>
/// <param name="Runs">The runs, in the order in which they were started.</param>
internal sealed record RunOutput(IReadOnlyList<RunReport> Runs) : IJsonOutput;
