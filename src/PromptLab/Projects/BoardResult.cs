using PromptLab.Results;
using PromptLab.Workspace;

namespace PromptLab.Projects;

/// <summary>The board: the measured versions and their changes.</summary>
public sealed record BoardResult : ProjectResult
{
    /// <summary>The versions in order, grouped by their conditions; empty where nothing was run.</summary>
    public required IReadOnlyList<BoardLine> Lines { get; init; }

    /// <summary>Whether each eval set on the board has a holdout, by name; null where the eval set is missing or unreadable.</summary>
    public required IReadOnlyDictionary<string, bool?> Holdouts { get; init; }
}
