using PromptLab.Files;
using PromptLab.Linting;
using PromptLab.Workspace;

namespace PromptLab.Projects;

/// <summary>
/// What was read of a project, and all that is wrong with it. Errors are among <see cref="Problems"/> and
/// <see cref="Findings"/>.
/// </summary>
public sealed record CheckResult : ProjectResult
{
    /// <summary>What is wrong with the files, errors and warnings, in the order of finding.</summary>
    public required IReadOnlyList<Problem> Problems { get; init; }

    /// <summary>What lint rules found, by file and line; silenced ones among it, each with the reason.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>How many prompt texts were read.</summary>
    public required int Prompts { get; init; }

    /// <summary>How many eval sets were read.</summary>
    public required int EvalSets { get; init; }

    /// <summary>How many items they have together.</summary>
    public required int Items { get; init; }

    /// <summary>How many models the configuration names.</summary>
    public required int Models { get; init; }

    /// <summary>How many experiments it names.</summary>
    public required int Experiments { get; init; }

    /// <summary>True where anything is an error.</summary>
    public bool HasErrors =>
        Problems.Any(problem => !problem.IsWarning)
        || Findings.Any(finding => finding is { SilencedBecause: null, Level: LintLevel.Error });
}
