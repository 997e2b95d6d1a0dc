using PromptLab.Files;

namespace PromptLab.Cli.Outputs;

/// <summary>The JSON output of <c>init</c>.</summary>
/// <param name="Draft">The draft's file.</param>
/// <param name="Files">The files that were written; empty where all were there.</param>
/// <param name="Notes">What was found in the data and the environment, a sentence each.</param>
/// <param name="Warnings">The warnings, as <c>check</c> gives them.</param>
internal sealed record InitOutput(string Draft, IReadOnlyList<string> Files, IReadOnlyList<string> Notes, IReadOnlyList<Problem> Warnings)
    : IJsonOutput;
