using PromptLab.Files;
using PromptLab.Prompts;
using PromptLab.Workspace;

namespace PromptLab.Projects;

/// <summary>
/// Warns of files that only grow, and that git would leave in conflict where two branches added to them, since it was not told to
/// keep the lines of both.
/// </summary>
internal static class MergeAttributes
{
    private const string FileName = ".gitattributes";
    private const int MostFiles = 100; // of one kind: a command line is not endless

    /// <summary>Adds one warning with all lines that are missing; none outside a git checkout.</summary>
    public static async Task CheckAsync(ProjectWorkspace project, Problems problems, CancellationToken cancellationToken)
    {
        var folder = project.Folder;
        var missing = new List<string>();
        foreach (var (pattern, files, attribute, value, written) in Kinds(project))
        {
            var here = files.Where(File.Exists).Take(MostFiles).Select(folder.DisplayPath).Where(IsInside).ToList();
            var lacking =
                here.Count == 0
                    ? []
                    : await project.Host.VersionControl.FilesLackingAsync(folder.Root, here, attribute, value, cancellationToken);
            if (lacking.Count > 0)
                missing.Add($"“{pattern ?? lacking[0]} {written}”");
        }

        if (missing.Count > 0)
            problems.Warn(
                FileName,
                null,
                $"When two branches have added to the same file, git leaves it in conflict or changes its line ends, unless it is told not to. Add to the {FileName} beside promptlab.yaml: {string.Join(", ", missing)}"
            );
    }

    // Not labels.yaml: both sides' lines of one label would be two labels of one name.
    private static IEnumerable<(string? Pattern, IEnumerable<string> Files, string Attribute, string Value, string Written)> Kinds(
        ProjectWorkspace project
    )
    {
        const string Union = "merge=union";
        var folder = project.Folder;
        var (prompts, evalSets, runs) = (folder.PromptsPath, folder.EvalSetsPath, ProjectFiles.Runs(folder));
        yield return (null, [ProjectFiles.Scoreboard(folder)], "merge", "union", Union);
        foreach (var name in (string[])[PromptLock.FileName, "labels-history.jsonl"])
            yield return ($"{folder.DisplayPath(prompts)}/**/{name}", ProjectFiles.In(prompts, name), "merge", "union", Union);
        yield return (
            $"{folder.DisplayPath(evalSets)}/**/{EvalSets.EvalSet.LedgerName}",
            ProjectFiles.In(evalSets, EvalSets.EvalSet.LedgerName),
            "merge",
            "union",
            Union
        );
        foreach (var recording in ProjectFiles.Recordings(project))
            yield return (null, [recording], "merge", "union", Union);
        yield return ($"{folder.DisplayPath(runs)}/**", ProjectFiles.In(runs, "items.jsonl"), "text", "unset", "-text");
    }

    private static bool IsInside(string shownAs) => !shownAs.StartsWith("..", StringComparison.Ordinal) && !Path.IsPathRooted(shownAs);
}
