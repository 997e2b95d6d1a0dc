using PromptLab.Calling;
using PromptLab.Files;
using PromptLab.Planning;

namespace PromptLab.Cli;

/// <summary>Where a project's response cache is: <c>results/cache/responses.sqlite</c>, which git is told to pass over.</summary>
internal static class CacheFile
{
    private const string Name = "responses.sqlite";

    /// <summary>The full path.</summary>
    public static string PathIn(Project project) => Path.Combine(project.Folder.ResultsPath, "cache", Name);

    /// <summary>True where the project has a cache.</summary>
    public static bool ExistsIn(Project project) => File.Exists(PathIn(project));

    /// <summary>Opens the cache, and makes it where there is none.</summary>
    /// <exception cref="InputException">It can't be opened.</exception>
    public static ResponseCache Open(Project project)
    {
        var path = PathIn(project);
        var cache = ResponseCache.Open(path, project.Folder.Shown(path));
        var ignore = Path.Combine(Path.GetDirectoryName(path)!, ".gitignore");
        if (!File.Exists(ignore))
            File.WriteAllText(ignore, "*\n");
        return cache;
    }

    /// <summary>The cache that runs use; null where they use none, or only replay recordings.</summary>
    /// <exception cref="InputException">It can't be opened.</exception>
    public static ResponseCache? OpenFor(Project project, RunSetup setup, CommandContext context)
    {
        var mode = setup.Choice.Cache;
        if (mode == CacheMode.Off || setup.Models.All(model => model.Provider.Kind == "recorded"))
            return null;
        if (mode == CacheMode.ReadOnly && !ExistsIn(project))
        {
            context.Error.WriteLine(
                $"warning: there is no response cache at {project.Folder.Shown(PathIn(project))} to read from; every call is made."
            );
            return null;
        }

        return Open(project);
    }
}
