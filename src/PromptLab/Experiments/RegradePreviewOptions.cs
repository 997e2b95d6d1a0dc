namespace PromptLab.Experiments;

/// <summary>Which stored responses to grade again without keeping the verdicts.</summary>
public sealed record RegradePreviewOptions
{
    /// <summary>
    /// The run: its id, the end of its id, the reference of a prompt version, or the name of graded responses, which mean its latest run.
    /// </summary>
    public required string Run { get; init; }

    /// <summary>
    /// A file like <c>evalset.yaml</c> with the graders, relative to the folder in which the project was opened; null for those of the
    /// run's eval set as they are now.
    /// </summary>
    public string? With { get; init; }

    /// <summary>The id of an item whose grading is explained step by step; null for none.</summary>
    public string? Item { get; init; }
}
