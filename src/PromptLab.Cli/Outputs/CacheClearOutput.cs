namespace PromptLab.Cli.Outputs;

/// <summary>What <c>cache clear</c> writes.</summary>
/// <param name="Removed">How many responses were removed.</param>
internal sealed record CacheClearOutput(long Removed) : IJsonOutput;
