using PromptLab.Planning;

namespace PromptLab.Experiments;

/// <summary>Which runs to resume, and with which call settings.</summary>
public sealed record ResumeOptions
{
    /// <summary>The id of a run or the end of an id; null for all runs of the latest command that are unfinished.</summary>
    public string? Run { get; init; }

    /// <summary>
    /// Options of the run, by default none. Prompts, items, models, repeats and eval set must equal the original ones where they
    /// are given; concurrency, cache and budget may differ.
    /// </summary>
    public RunOptions Choices { get; init; } = new();
}
