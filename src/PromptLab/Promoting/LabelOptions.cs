namespace PromptLab.Promoting;

/// <summary>Which label to set to which version. Guarded labels, which move only on evidence, are rejected.</summary>
public sealed record LabelOptions
{
    /// <summary>The reference of a frozen version, such as <c>triage@v3</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The label's name, such as <c>baseline</c>.</summary>
    public required string Label { get; init; }

    /// <summary>Who moves the label; null for the author that version control reports.</summary>
    public string? By { get; init; }
}

/// <summary>Which label to move to which version, on a confirmed claim or with a reason.</summary>
public sealed record PromoteOptions
{
    /// <summary>The reference of a frozen version, such as <c>triage@v6</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The label's name, such as <c>production</c>.</summary>
    public required string Label { get; init; }

    /// <summary>The reason for moving it without a confirmed claim, not empty; null to require a claim.</summary>
    public string? Force { get; init; }

    /// <summary>Who moves the label; null for the author that version control reports.</summary>
    public string? By { get; init; }
}

/// <summary>Which label to move back to its previous version.</summary>
public sealed record RollbackOptions
{
    /// <summary>The prompt's name, such as <c>triage</c>.</summary>
    public required string Prompt { get; init; }

    /// <summary>The label's name, such as <c>production</c>.</summary>
    public required string Label { get; init; }

    /// <summary>The reason, which is recorded in the history; null for none.</summary>
    public string? Why { get; init; }

    /// <summary>Who moves the label; null for the author that version control reports.</summary>
    public string? By { get; init; }
}
