using PromptLab.EvalSets;
using PromptLab.Models;

namespace PromptLab.Running;

/// <summary>One run of a plan: a subject sent to a model.</summary>
/// <param name="RunId">The id of the run.</param>
/// <param name="Subject">The prompt version to send.</param>
/// <param name="Model">The model with the chat client that calls it.</param>
internal sealed record RunTarget(string RunId, RunSubject Subject, Model Model)
{
    /// <summary>The plan's items in an order of the run's own; null to use the plan's order.</summary>
    public IReadOnlyList<EvalItem>? Order { get; init; }

    /// <summary>
    /// Returns true once the run needs no further call, as after a lost race. Checked before each call, from any thread; by
    /// default always false.
    /// </summary>
    public Func<bool> IsOver { get; init; } = static () => false;
}
