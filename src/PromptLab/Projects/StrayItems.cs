using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Workspace;

namespace PromptLab.Projects;

/// <summary>Finds files of items that no eval set reads: those without an <c>evalset.yaml</c> beside them.</summary>
internal static class StrayItems
{
    private static readonly string[] Names = ["items.csv", "items.jsonl"];

    /// <summary>Reports each of them, with the way to an eval set.</summary>
    public static void Check(ProjectWorkspace project, Problems problems)
    {
        var folder = project.Folder.EvalSetsPath;
        if (!Directory.Exists(folder))
            return;
        foreach (var parent in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).Prepend(folder))
        {
            if (File.Exists(Path.Combine(parent, EvalSetFile.FileName)))
                continue;
            foreach (var path in Names.Select(name => Path.Combine(parent, name)).Where(File.Exists))
                Report(project.Folder.DisplayPath(path), parent == folder, problems);
        }
    }

    private static void Report(string shownAs, bool isOutside, Problems problems) =>
        problems.Add(
            shownAs,
            null,
            isOutside
                ? $"These items stand in no folder of their own, so no command reads them. Make an eval set of them: promptlab init --from {shownAs} --name NAME"
                : $"There is no evalset.yaml beside these items, so no command reads them. If a promptlab init was interrupted here, repeat it; else make an eval set of them: promptlab init --from {shownAs} --name NAME"
        );
}
