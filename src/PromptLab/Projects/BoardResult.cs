using PromptLab.Results;
using PromptLab.Workspace;

namespace PromptLab.Projects;

/// <summary>The scoreboard.</summary>
public sealed record BoardResult : ProjectResult
{
    /// <summary>The versions in order, under each set of conditions.</summary>
    public required IReadOnlyList<BoardLine> Lines { get; init; }

    /// <summary>Whether each eval set that is named has a holdout; null where it is gone or can't be read.</summary>
    public required IReadOnlyDictionary<string, bool?> Holdouts { get; init; }
}
