namespace PromptLab.Progress;

/// <summary>The recommended next step in the work on a prompt.</summary>
public sealed record NextStep
{
    /// <summary>The kind of step, which decides which other properties are set.</summary>
    public required StepKind Kind { get; init; }

    /// <summary>The version that the step concerns, such as <c>v3</c>; null where it concerns none.</summary>
    public string? Version { get; init; }

    /// <summary>The ids of the items that the step concerns; empty where it concerns none.</summary>
    public IReadOnlyList<string> ItemIds { get; init; } = [];

    /// <summary>The failure mode to work on; null where the step concerns none.</summary>
    public UnresolvedMode? Mode { get; init; }

    /// <summary>The section to change; null where the step changes none.</summary>
    public string? Section { get; init; }

    /// <summary>True where no measured version has changed <see cref="Section"/> yet.</summary>
    public bool IsSectionUntried { get; init; }

    /// <summary>The recommended number of items in the eval set; null for other steps, and where no number suffices.</summary>
    public long? Items { get; init; }

    /// <summary>Alternatives to rewording, in the order in which to try them; empty for other steps.</summary>
    public IReadOnlyList<OtherMeans> Means { get; init; } = [];

    /// <summary>The command to run; null where there is none.</summary>
    public string? Command { get; init; }
}

/// <summary>The kinds of next steps.</summary>
public enum StepKind
{
    /// <summary>Freeze the draft, since there is no version yet.</summary>
    FreezeDraft,

    /// <summary>Run the first version.</summary>
    RunBaseline,

    /// <summary>Check the labels of items that no version solves.</summary>
    AuditLabels,

    /// <summary>Run the latest version.</summary>
    RunVersion,

    /// <summary>Confirm the best version on the holdout.</summary>
    Confirm,

    /// <summary>Promote the best version, whose claim is confirmed.</summary>
    Promote,

    /// <summary>Stop, because the spending cap is reached.</summary>
    StopAtBudget,

    /// <summary>Add harder items, or stop.</summary>
    HarderItems,

    /// <summary>Add items, because the eval set is too small to show the next gain.</summary>
    AddItems,

    /// <summary>Try an alternative to rewording the prompt.</summary>
    OtherMeans,

    /// <summary>Stop, because further gains are unlikely.</summary>
    Stop,

    /// <summary>Run the best version here, to see what fails.</summary>
    SeeFailures,

    /// <summary>Change the section that the largest failure mode suggests.</summary>
    ChangeSection,
}

/// <summary>Alternatives to rewording a prompt, from cheap to expensive.</summary>
public enum OtherMeans
{
    /// <summary>A JSON schema that the response must follow.</summary>
    StructuredOutput,

    /// <summary>Give the model missing knowledge, or split the task into steps.</summary>
    RetrievalOrSteps,

    /// <summary>Use another model.</summary>
    OtherModel,

    /// <summary>Fine-tune a model.</summary>
    FineTuning,
}
