using PromptLab.Files;

namespace PromptLab.Workspace;

/// <summary>Something that happened during an operation. Each kind is a derived record; later versions may add kinds.</summary>
public abstract record ProjectEvent;

/// <summary>A warning was found; the operation continues. It is also in <see cref="ProjectResult.Warnings"/>.</summary>
/// <param name="Warning">Its file, line and message.</param>
public sealed record WarningFound(Problem Warning) : ProjectEvent
{
    /// <summary>Further warnings that say the same of other lines of the file; empty where there are none.</summary>
    public IReadOnlyList<Problem> Others { get; init; } = [];
}
