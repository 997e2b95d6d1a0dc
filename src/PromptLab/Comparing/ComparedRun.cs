using PromptLab.Running;

namespace PromptLab.Comparing;

/// <summary>One side of a comparison: a run and all its results.</summary>
/// <param name="Label">The prompt and version, such as <c>refund-intake@v3</c>.</param>
/// <param name="RunId">The run.</param>
internal sealed record ComparedRun(string Label, string RunId)
{
    internal ComparedRun(string label, string runId, IReadOnlyList<ItemResult> results)
        : this(label, runId) => Results = results;

    /// <summary>Every result of every repeat, in any order.</summary>
    internal IReadOnlyList<ItemResult> Results { get; init; } = [];
}
