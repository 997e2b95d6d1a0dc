namespace PromptLab.Promoting;

/// <summary>Which label is pointed to which version. No evidence is asked for; a label that takes evidence is refused.</summary>
public sealed record LabelOptions
{
    /// <summary>A frozen version, such as <c>triage@v3</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The label, such as <c>baseline</c>.</summary>
    public required string Label { get; init; }

    /// <summary>Who moves it; null for the author that version control names.</summary>
    public string? By { get; init; }
}

/// <summary>Which label is moved to which version, on a confirmed claim or for a reason.</summary>
public sealed record PromoteOptions
{
    /// <summary>A frozen version, such as <c>triage@v6</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The label, such as <c>production</c>.</summary>
    public required string Label { get; init; }

    /// <summary>Why it is moved without a confirmed claim; null where one is needed.</summary>
    public string? Force { get; init; }

    /// <summary>Who moves it; null for the author that version control names.</summary>
    public string? By { get; init; }
}

/// <summary>Which label goes back to the version that it pointed to before.</summary>
public sealed record RollbackOptions
{
    /// <summary>The prompt, such as <c>triage</c>.</summary>
    public required string Prompt { get; init; }

    /// <summary>The label, such as <c>production</c>.</summary>
    public required string Label { get; init; }

    /// <summary>Why, for the history; null where nobody says.</summary>
    public string? Why { get; init; }

    /// <summary>Who moves it; null for the author that version control names.</summary>
    public string? By { get; init; }
}
