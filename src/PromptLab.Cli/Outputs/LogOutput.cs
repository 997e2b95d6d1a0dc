using PromptLab.Progress;

namespace PromptLab.Cli.Outputs;

/// <summary>The JSON output of <c>log</c>.</summary>
/// <param name="Prompt">The prompt's name.</param>
/// <param name="Versions">Its versions, the first one first.</param>
/// <param name="OtherTexts">The outcomes of texts that no version has today.</param>
internal sealed record LogOutput(string Prompt, IReadOnlyList<NotebookEntry> Versions, IReadOnlyList<NotebookOutcome> OtherTexts)
    : IJsonOutput;
