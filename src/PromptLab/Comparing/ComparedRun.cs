using PromptLab.Running;

namespace PromptLab.Comparing;

/// <summary>One side of a comparison: a run and all its results.</summary>
/// <param name="Label">The prompt and version, such as <c>refund-intake@v3</c>.</param>
/// <param name="RunId">The run.</param>
/// <param name="Results">Every result of every repeat, in any order.</param>
public sealed record ComparedRun(string Label, string RunId, IReadOnlyList<ItemResult> Results);
