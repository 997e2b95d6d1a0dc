namespace PromptLab.Projects;

/// <summary>How strictly to check a project.</summary>
public sealed record CheckOptions
{
    /// <summary>
    /// True to report versions with several changes and no reason, and examples that are items, as errors; by default
    /// <c>promptlab.yaml</c> decides, which makes them warnings where it says nothing.
    /// </summary>
    public bool Strict { get; init; }
}
