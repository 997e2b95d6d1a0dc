namespace PromptLab.Diagnosing;

/// <summary>Which run to diagnose.</summary>
public sealed record DiagnoseOptions
{
    /// <summary>A run by id or the end of its id, or the reference of a prompt version, which means its latest run.</summary>
    public required string Run { get; init; }
}
