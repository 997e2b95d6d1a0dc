using PromptLab.Files;

namespace PromptLab.Workspace;

/// <summary>The result of an operation on a project, with its warnings.</summary>
public abstract record ProjectResult
{
    /// <summary>
    /// The warnings in the order in which they were found; empty where there were none. Errors are thrown as an
    /// <see cref="InputException"/>.
    /// </summary>
    public IReadOnlyList<Problem> Warnings { get; init; } = [];

    /// <summary>True where the project wants its tables written so that Excel reads them.</summary>
    internal bool ForExcel { get; init; }
}
