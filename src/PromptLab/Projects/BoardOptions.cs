namespace PromptLab.Projects;

/// <summary>Which rows of the scoreboard are shown.</summary>
public sealed record BoardOptions
{
    /// <summary>Only this prompt; null for all.</summary>
    public string? Prompt { get; init; }

    /// <summary>True for every run; else only the latest one of each version.</summary>
    public bool All { get; init; }
}
