using PromptLab.Planning;

namespace PromptLab.Experiments;

/// <summary>Which runs are resumed.</summary>
public sealed record ResumeOptions
{
    /// <summary>The run, by its id or the end of it; null for all that the latest command left unfinished.</summary>
    public string? Run { get; init; }

    /// <summary>
    /// Choices that are said again: those of prompts, items and models must be as the runs were begun; concurrency, cache and
    /// limits may be others.
    /// </summary>
    public RunOptions Choices { get; init; } = new();
}
