namespace PromptLab.Projects;

/// <summary>What a new project, or a new prompt with its eval set, is to begin with.</summary>
internal sealed record InitOptions
{
    /// <summary>
    /// A CSV or JSON Lines file of items, relative to the folder; it is read and never changed. Null for an example of twelve items.
    /// </summary>
    public string? From { get; init; }

    /// <summary>The columns that the prompt is to read; empty to tell them by name and content.</summary>
    public IReadOnlyList<string> Input { get; init; } = [];

    /// <summary>The column of what is expected; null to tell it by name and content.</summary>
    public string? Expected { get; init; }

    /// <summary>
    /// The name of the prompt and its eval set: small letters, digits and <c>-</c>, a letter first. Null for that of the file, or
    /// <c>triage</c>.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>The provider's id of the model; null for what the environment tells.</summary>
    public string? Model { get; init; }
}
