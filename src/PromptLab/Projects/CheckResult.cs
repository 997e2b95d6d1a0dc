using PromptLab.Files;
using PromptLab.Linting;
using PromptLab.Workspace;

namespace PromptLab.Projects;

/// <summary>
/// The result of checking a project. Errors are not thrown but are in <see cref="Problems"/> and <see cref="Findings"/>.
/// </summary>
public sealed record CheckResult : ProjectResult
{
    /// <summary>Errors and warnings about the files, in the order in which they were found; empty where all are valid.</summary>
    public required IReadOnlyList<Problem> Problems { get; init; }

    /// <summary>The findings of lint rules, by file and line, including silenced ones.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>The number of prompt texts that were read, drafts included.</summary>
    public required int Prompts { get; init; }

    /// <summary>The number of eval sets that were read.</summary>
    public required int EvalSets { get; init; }

    /// <summary>The number of items in all eval sets.</summary>
    public required int Items { get; init; }

    /// <summary>The number of configured models.</summary>
    public required int Models { get; init; }

    /// <summary>The number of configured experiments.</summary>
    public required int Experiments { get; init; }

    /// <summary>True where a problem or an unsilenced finding is an error.</summary>
    public bool HasErrors =>
        Problems.Any(problem => !problem.IsWarning)
        || Findings.Any(finding => finding is { SilencedBecause: null, Level: LintLevel.Error });
}
