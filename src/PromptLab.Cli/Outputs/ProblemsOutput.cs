using PromptLab.Files;

namespace PromptLab.Cli.Outputs;

/// <summary>Bad input: what any command writes when it ends with exit code 2.</summary>
/// <param name="Problems">Every problem, at least one of them an error.</param>
internal sealed record ProblemsOutput(IReadOnlyList<Problem> Problems) : IJsonOutput;
