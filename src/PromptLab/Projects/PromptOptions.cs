namespace PromptLab.Projects;

/// <summary>The prompt that is made, and what its draft begins from.</summary>
public sealed record NewOptions
{
    /// <summary>The prompt's name: small letters, digits and <c>-</c>, a letter first.</summary>
    public required string Name { get; init; }

    /// <summary>A version of the same prompt to begin from, such as <c>triage@v3</c>; null for a starter.</summary>
    public string? From { get; init; }
}

/// <summary>The section that goes back to how an earlier version has it.</summary>
public sealed record RevertSectionOptions
{
    /// <summary>The version to begin from, such as <c>triage@v5</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The section, such as <c>constraints</c>.</summary>
    public required string Section { get; init; }

    /// <summary>The version whose section is taken, such as <c>v3</c>.</summary>
    public required string To { get; init; }
}

/// <summary>The draft that is split.</summary>
public sealed record SplitDraftOptions
{
    /// <summary>The prompt's name.</summary>
    public required string Prompt { get; init; }
}

/// <summary>The two versions whose difference is shown.</summary>
public sealed record DiffOptions
{
    /// <summary>A version, such as <c>triage@v2</c>.</summary>
    public required string Before { get; init; }

    /// <summary>The version that is held against it.</summary>
    public required string After { get; init; }
}

/// <summary>The version whose messages are shown, and the item whose values are put in.</summary>
public sealed record ShowOptions
{
    /// <summary>A version, such as <c>triage@v3</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The item's id; null leaves the placeholders.</summary>
    public string? Item { get; init; }

    /// <summary>The eval set of the item; null where only one has that id.</summary>
    public string? EvalSet { get; init; }
}

/// <summary>The prompt whose notebook is read.</summary>
public sealed record LogOptions
{
    /// <summary>The prompt's name.</summary>
    public required string Prompt { get; init; }
}
