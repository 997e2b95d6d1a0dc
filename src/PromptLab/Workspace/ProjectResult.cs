using PromptLab.Files;

namespace PromptLab.Workspace;

/// <summary>What every door call gives back: facts of its own, and what is worth a look.</summary>
public abstract record ProjectResult
{
    /// <summary>
    /// What is worth a look but stopped nothing, in the order of finding. Errors are an <see cref="InputException"/>
    /// instead.
    /// </summary>
    public IReadOnlyList<Problem> Warnings { get; init; } = [];
}
