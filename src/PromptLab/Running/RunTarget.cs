using PromptLab.EvalSets;
using PromptLab.Models;

namespace PromptLab.Running;

/// <summary>One run to be made: a subject asked of a model.</summary>
/// <param name="RunId">The id of the run.</param>
/// <param name="Subject">What is asked.</param>
/// <param name="Model">The model.</param>
internal sealed record RunTarget(string RunId, RunSubject Subject, Model Model)
{
    /// <summary>The plan's items in an order of the run's own; null where it is asked in the plan's order.</summary>
    public IReadOnlyList<EvalItem>? Order { get; init; }

    /// <summary>
    /// True from the moment on when no further call of the run is to be made. It is asked before each of them, and may
    /// be asked by many threads.
    /// </summary>
    public Func<bool> IsOver { get; init; } = static () => false;
}
