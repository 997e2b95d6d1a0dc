using PromptLab.Results;

namespace PromptLab.Experiments;

/// <summary>A run that is resumed.</summary>
/// <param name="Run">The run as it is asked now.</param>
/// <param name="Resumption">What becomes of its earlier results, and how much is asked.</param>
public sealed record ResumedRun(RunRecord Run, RunResumption Resumption);
