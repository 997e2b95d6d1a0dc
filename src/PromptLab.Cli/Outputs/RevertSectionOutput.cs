namespace PromptLab.Cli.Outputs;

/// <summary>The JSON output of <c>revert-section</c>.</summary>
/// <param name="File">The draft's file.</param>
/// <param name="Section">The section that was reverted.</param>
internal sealed record RevertSectionOutput(string File, string Section) : IJsonOutput;
