namespace PromptLab.Progress;

/// <summary>The one thing to do next.</summary>
public sealed record NextStep
{
    /// <summary>What kind of thing.</summary>
    public required StepKind Kind { get; init; }

    /// <summary>The version it is about; null where it is about none.</summary>
    public string? Version { get; init; }

    /// <summary>The items it is about, by id; empty where it is about none.</summary>
    public IReadOnlyList<string> ItemIds { get; init; } = [];

    /// <summary>The failure mode to work on; null where it is about none.</summary>
    public OpenMode? Mode { get; init; }

    /// <summary>The section to change; null where none is.</summary>
    public string? Section { get; init; }

    /// <summary>True where no measured version has changed that section yet.</summary>
    public bool IsSectionUntried { get; init; }

    /// <summary>How many items the set should have; null where that is not the point.</summary>
    public long? Items { get; init; }

    /// <summary>Other means than wording, in the order in which to try them; empty where they are not the point.</summary>
    public IReadOnlyList<OtherMeans> Means { get; init; } = [];

    /// <summary>The command to begin with; null where there is none.</summary>
    public string? Command { get; init; }
}

/// <summary>The kinds of next steps.</summary>
public enum StepKind
{
    /// <summary>Freeze the draft: there is no version yet.</summary>
    FreezeDraft,

    /// <summary>Measure the first version.</summary>
    RunBaseline,

    /// <summary>Check the labels of items that no version solves.</summary>
    AuditLabels,

    /// <summary>Measure the latest version.</summary>
    RunVersion,

    /// <summary>Confirm the best version on the holdout.</summary>
    Confirm,

    /// <summary>Promote the best version: its claim is confirmed.</summary>
    Promote,

    /// <summary>Stop, for the money is spent.</summary>
    StopAtBudget,

    /// <summary>Find harder items, or stop.</summary>
    HarderItems,

    /// <summary>Add items.</summary>
    AddItems,

    /// <summary>Go on by other means than wording.</summary>
    OtherMeans,

    /// <summary>Stop.</summary>
    Stop,

    /// <summary>Run the best version here, to see what fails.</summary>
    SeeFailures,

    /// <summary>Change a section.</summary>
    ChangeSection,
}

/// <summary>Other means than wording, from the cheapest to the dearest.</summary>
public enum OtherMeans
{
    /// <summary>A schema that the response must follow.</summary>
    StructuredOutput,

    /// <summary>Giving the model what it does not know, or cutting the task into steps.</summary>
    RetrievalOrSteps,

    /// <summary>Another model.</summary>
    OtherModel,

    /// <summary>Fine-tuning.</summary>
    FineTuning,
}
