namespace PromptLab.Cli.Outputs;

/// <summary>The JSON output of <c>new</c>.</summary>
/// <param name="File">The draft's file.</param>
/// <param name="Parent">The version that the draft continues; null for a new prompt.</param>
internal sealed record NewOutput(string File, string? Parent) : IJsonOutput;
