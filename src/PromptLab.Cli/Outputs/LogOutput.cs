using PromptLab.Progress;

namespace PromptLab.Cli.Outputs;

/// <summary>The JSON output of <c>log</c>.</summary>
/// <param name="Prompt">The prompt's name.</param>
/// <param name="Versions">Its versions, the first one first.</param>
internal sealed record LogOutput(string Prompt, IReadOnlyList<NotebookEntry> Versions) : IJsonOutput;
