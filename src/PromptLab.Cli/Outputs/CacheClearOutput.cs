namespace PromptLab.Cli.Outputs;

/// <summary>The JSON output of <c>cache clear</c>.</summary>
/// <param name="Removed">The number of responses that were removed.</param>
internal sealed record CacheClearOutput(long Removed) : IJsonOutput;
