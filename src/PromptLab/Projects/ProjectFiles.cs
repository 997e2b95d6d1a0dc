using PromptLab.EvalSets;
using PromptLab.Prompts;
using PromptLab.Settings;
using PromptLab.Workspace;

namespace PromptLab.Projects;

/// <summary>The text files that the commands of a project read, by their full paths; each may be missing.</summary>
internal static class ProjectFiles
{
    private static readonly string[] OfPrompts = [PromptLock.FileName, PromptLabels.FileName, "labels-history.jsonl"];
    private static readonly string[] OfEvalSets = [EvalSetFile.FileName, EvalSet.LedgerName];
    private static readonly string[] OfRuns = ["run.json", "selection.csv", "items.jsonl", "calls.jsonl"];

    /// <summary>All of them, each once.</summary>
    public static IEnumerable<string> Of(ProjectWorkspace project, IEnumerable<EvalSet> evalSets)
    {
        var folder = project.Folder;
        return new[] { Path.Combine(folder.Root, ProjectConfigFile.FileName), Scoreboard(folder) }
            .Concat(PromptTexts(folder))
            .Concat(In(folder.PromptsPath, OfPrompts))
            .Concat(In(folder.EvalSetsPath, OfEvalSets))
            .Concat(evalSets.SelectMany(set => set.Items.Select(item => item.File)).Distinct().Select(file => Full(folder, file)))
            .Concat(In(Runs(folder), OfRuns))
            .Concat(Recordings(project))
            .Distinct(StringComparer.Ordinal);
    }

    /// <summary>The full path of the scoreboard.</summary>
    public static string Scoreboard(ProjectFolder folder) => Path.Combine(folder.ResultsPath, "scoreboard.csv");

    /// <summary>The full path of the folder of the runs.</summary>
    public static string Runs(ProjectFolder folder) => Path.Combine(folder.ResultsPath, "runs");

    /// <summary>The full paths of the recordings that models of the project replay.</summary>
    public static IEnumerable<string> Recordings(ProjectWorkspace project) =>
        project.Config.Models.Values.SelectMany(model => model.Provider.Recordings).Distinct(StringComparer.Ordinal);

    /// <summary>The full paths of files of the given names in the folders of a folder, whether or not they are there.</summary>
    public static IEnumerable<string> In(string parent, params IReadOnlyList<string> names) =>
        FoldersIn(parent).SelectMany(folder => names.Select(name => Path.Combine(folder, name)));

    // Folders too, which stand in the place of a file.
    private static IEnumerable<string> PromptTexts(ProjectFolder folder) =>
        FoldersIn(folder.PromptsPath)
            .SelectMany(path => Directory.EnumerateFileSystemEntries(path, "*" + PromptFile.Extension))
            .Order(StringComparer.Ordinal);

    private static IEnumerable<string> FoldersIn(string parent) =>
        Directory.Exists(parent) ? Directory.EnumerateDirectories(parent).Order(StringComparer.Ordinal) : [];

    private static string Full(ProjectFolder folder, string shownAs) => Path.GetFullPath(Path.Combine(folder.Root, shownAs));
}
