using PromptLab.Calling;
using PromptLab.Files;
using PromptLab.Planning;

namespace PromptLab.Cli;

/// <summary>The response cache of a project.</summary>
internal static class CacheFile
{
    /// <summary>The full path.</summary>
    public static string PathIn(Project project) => Of(project).FullPath;

    /// <summary>True where the project has a cache.</summary>
    public static bool ExistsIn(Project project) => Of(project).Exists;

    /// <summary>Opens the cache, and makes it where there is none.</summary>
    /// <exception cref="InputException">It can't be opened.</exception>
    public static ResponseCache Open(Project project) => Of(project).Open();

    /// <summary>The cache that runs use; null where they use none, or only replay recordings.</summary>
    /// <exception cref="InputException">It can't be opened.</exception>
    public static ResponseCache? OpenFor(Project project, RunSetup setup, CommandContext context) =>
        Of(project).OpenFor(setup.Choice.Cache, setup.Models, warning => context.Error.WriteLine($"warning: {warning}"));

    private static ResponseCacheFile Of(Project project) => ResponseCacheFile.In(project.Folder.ResultsPath, project.Folder.Shown);
}
