using PromptLab.Files;
using PromptLab.Models;

namespace PromptLab.Calling;

/// <summary>
/// The file of a project's response cache: <c>cache/responses.sqlite</c> among its results, in a folder that git
/// ignores.
/// </summary>
/// <param name="FullPath">Its full path.</param>
/// <param name="ShownAs">The path as the user would name it.</param>
internal sealed record ResponseCacheFile(string FullPath, string ShownAs)
{
    /// <summary>The file of a project.</summary>
    /// <param name="results">The full path of the project's results.</param>
    /// <param name="shown">Gives a path as the user would name it.</param>
    public static ResponseCacheFile In(string results, Func<string, string> shown)
    {
        var path = Path.Combine(results, "cache", "responses.sqlite");
        return new ResponseCacheFile(path, shown(path));
    }

    /// <summary>True where there is a cache.</summary>
    public bool Exists => File.Exists(FullPath);

    /// <summary>Opens the cache, and makes it where there is none.</summary>
    /// <exception cref="InputException">It can't be opened.</exception>
    public ResponseCache Open()
    {
        var cache = ResponseCache.Open(FullPath, ShownAs);
        var ignore = Path.Combine(Path.GetDirectoryName(FullPath)!, ".gitignore");
        if (!File.Exists(ignore))
            File.WriteAllText(ignore, "*\n");
        return cache;
    }

    /// <summary>The cache for calls of some models; null where they use none, or only replay recordings.</summary>
    /// <param name="mode">How the cache is used.</param>
    /// <param name="models">The models that are asked.</param>
    /// <param name="warn">Is told where there is no cache that could be read.</param>
    /// <exception cref="InputException">It can't be opened.</exception>
    public ResponseCache? OpenFor(CacheMode mode, IEnumerable<ModelDefinition> models, Action<string> warn)
    {
        if (mode == CacheMode.Off || models.All(model => model.Provider.Kind.IsRecorded))
            return null;
        if (mode != CacheMode.ReadOnly || Exists)
            return Open();
        warn($"there is no response cache at {ShownAs} to read from; every call is made.");
        return null;
    }
}
