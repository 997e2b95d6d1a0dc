using PromptLab.Files;
using PromptLab.Prompts;
using PromptLab.Workspace;

namespace PromptLab.Projects;

/// <summary>
/// What commands go on with after a warning and <c>check</c> calls an error: a torn line in a file that is committed, and a draft that
/// a merge left in conflict.
/// </summary>
internal static class Severities
{
    private const string Torn = "was cut off while it was written";
    private const string CodeFence = "```";

    /// <summary>The problems as <c>check</c> reports them.</summary>
    public static IEnumerable<Problem> Of(ProjectWorkspace project, IEnumerable<Problem> problems) =>
        problems.Select(problem =>
            !problem.IsWarning ? problem
            : IsTornRecord(project, problem)
                ? problem with
                {
                    IsWarning = false,
                    Message =
                        $"{problem.Message} A command was interrupted here, or the file was cut: repeat the command, or restore the file.",
                }
            : IsDraftInConflict(project, problem) ? problem with { IsWarning = false }
            : problem
        );

    // The journal of a run is torn wherever a run was killed; it goes on with “run --resume”.
    private static bool IsTornRecord(ProjectWorkspace project, Problem problem) =>
        problem.Message.Contains(Torn, StringComparison.Ordinal)
        && !problem.File.StartsWith(project.Runs.ShownAs + "/", StringComparison.Ordinal);

    // Inside a code block it may be an example of a conflict that the prompt is about.
    private static bool IsDraftInConflict(ProjectWorkspace project, Problem problem) =>
        problem.Line is { } line
        && problem.File.EndsWith(PromptFile.Extension, StringComparison.Ordinal)
        && TextFile.TryRead(Path.Combine(project.Folder.Root, problem.File), problem.File, new Problems()) is { } text
        && MergeConflict.LineIn(text) == line
        && text.Split('\n').Take(line).Count(before => before.TrimStart().StartsWith(CodeFence, StringComparison.Ordinal)) % 2 == 0;
}
