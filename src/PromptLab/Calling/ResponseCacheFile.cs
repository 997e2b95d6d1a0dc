using PromptLab.Files;
using PromptLab.Models;

namespace PromptLab.Calling;

/// <summary>The file of a project's response cache: <c>cache/responses.sqlite</c> in the results folder, ignored by git.</summary>
/// <param name="FullPath">The full path of the file.</param>
/// <param name="ShownAs">The file name to use in messages.</param>
internal sealed record ResponseCacheFile(string FullPath, string ShownAs)
{
    /// <summary>The cache file of a project; it need not exist.</summary>
    /// <param name="results">The full path of the project's results folder.</param>
    /// <param name="shownPath">Converts a full path to the one to use in messages.</param>
    public static ResponseCacheFile In(string results, Func<string, string> shownPath)
    {
        var path = Path.Combine(results, "cache", "responses.sqlite");
        return new ResponseCacheFile(path, shownPath(path));
    }

    /// <summary>True if the file exists.</summary>
    public bool Exists => File.Exists(FullPath);

    /// <summary>Opens the cache; creates the file, and a <c>.gitignore</c> beside it, if they do not exist.</summary>
    /// <exception cref="InputException">The cache cannot be opened.</exception>
    public ResponseCache Open()
    {
        var cache = ResponseCache.Open(FullPath, ShownAs);
        var ignore = Path.Combine(Path.GetDirectoryName(FullPath)!, ".gitignore");
        if (!File.Exists(ignore))
            File.WriteAllText(ignore, "*\n");
        return cache;
    }

    /// <summary>Why the cache can't be used, as a sentence; null where it can. Nothing is written.</summary>
    public string? Objection() => ResponseCacheCheck.ObjectionTo(FullPath, ResponseCache.Version);

    /// <summary>
    /// Opens the cache for calling some models; null if the mode or the models do not use it, or there is nothing to read.
    /// </summary>
    /// <param name="mode">How the cache is used.</param>
    /// <param name="models">The models to call.</param>
    /// <param name="warn">Receives a warning if the mode is read-only and the file does not exist.</param>
    /// <exception cref="InputException">The cache cannot be opened.</exception>
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
