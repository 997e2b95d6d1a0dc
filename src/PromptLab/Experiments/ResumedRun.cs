using PromptLab.Results;

namespace PromptLab.Experiments;

/// <summary>A run that is resumed.</summary>
/// <param name="Run">The run's record with its current conditions.</param>
/// <param name="Resumption">How many earlier results are reused or regraded, and how many calls remain.</param>
public sealed record ResumedRun(RunRecord Run, RunResumption Resumption);
