namespace PromptLab.Projects;

/// <summary>Which prompt to create, and what to start its draft from.</summary>
public sealed record NewOptions
{
    /// <summary>The prompt's name: lower-case letters, digits and <c>-</c>, starting with a letter.</summary>
    public required string Name { get; init; }

    /// <summary>The version to start from, of the same prompt, such as <c>triage@v3</c>; null for a starter text.</summary>
    public string? From { get; init; }
}

/// <summary>Which section to revert to an earlier version's.</summary>
public sealed record RevertSectionOptions
{
    /// <summary>The version to revert in, such as <c>triage@v5</c>; its other sections stay as they are.</summary>
    public required string Version { get; init; }

    /// <summary>The section, such as <c>constraints</c>.</summary>
    public required string Section { get; init; }

    /// <summary>The earlier version to take the section from, such as <c>v3</c>.</summary>
    public required string To { get; init; }
}

/// <summary>Which two versions to compare.</summary>
public sealed record DiffOptions
{
    /// <summary>The reference of the old version, such as <c>triage@v2</c>.</summary>
    public required string Before { get; init; }

    /// <summary>The reference of the new version, such as <c>triage@v3</c>.</summary>
    public required string After { get; init; }
}

/// <summary>Which version to render, and with which item.</summary>
public sealed record ShowOptions
{
    /// <summary>The reference of the version, such as <c>triage@v3</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The id of the item whose values to insert; null to show the placeholders.</summary>
    public string? Item { get; init; }

    /// <summary>The eval set of the item; null to search all, which fails where several have that id.</summary>
    public string? EvalSet { get; init; }
}
