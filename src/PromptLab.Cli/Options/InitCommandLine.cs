namespace PromptLab.Cli.Options;

/// <summary>What <c>promptlab init</c> was told; null and empty for what it is to find out.</summary>
internal sealed record InitCommandLine
{
    public string? From { get; init; }

    public IReadOnlyList<string> Input { get; init; } = [];

    public string? Expected { get; init; }

    public string? Name { get; init; }

    public string? Model { get; init; }
}
