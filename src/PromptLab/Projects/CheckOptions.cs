namespace PromptLab.Projects;

/// <summary>How strictly a project is checked.</summary>
public sealed record CheckOptions
{
    /// <summary>True where a version with several changes and no reason, and an example that is an item, are errors.</summary>
    public bool Strict { get; init; }
}
