namespace PromptLab.Projects;

/// <summary>Which rows of the scoreboard to show.</summary>
public sealed record BoardOptions
{
    /// <summary>The name of the prompt to show; null for all prompts.</summary>
    public string? Prompt { get; init; }

    /// <summary>True for a line per run; false, the default, for the latest run of each version only.</summary>
    public bool All { get; init; }
}
