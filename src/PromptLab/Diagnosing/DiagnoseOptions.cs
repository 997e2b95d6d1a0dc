namespace PromptLab.Diagnosing;

/// <summary>The run that is diagnosed.</summary>
public sealed record DiagnoseOptions
{
    /// <summary>A run, by id or the end of it, or a prompt version: its latest run.</summary>
    public required string Run { get; init; }
}
