namespace PromptLab.Files;

/// <summary>Caches what was read from files, with the problems found in them, so that each file is read once. Not thread-safe.</summary>
internal sealed class FileReadCache
{
    private readonly Dictionary<(string Path, Type Type), (object? Value, IReadOnlyList<Problem> Problems)> _read = [];

    /// <summary>The content of a file, read on the first call. Its problems are reported on every call.</summary>
    /// <param name="path">The cache key: the path, or the path with anything else that the reading depends on.</param>
    /// <param name="problems">Collects the file's problems.</param>
    /// <param name="read">Reads the file and reports its problems.</param>
    public T GetOrRead<T>(string path, Problems problems, Func<Problems, T> read)
    {
        if (!_read.TryGetValue((path, typeof(T)), out var known))
        {
            var found = new Problems();
            known = _read[(path, typeof(T))] = (read(found), found.Found);
        }

        problems.AddRange(known.Problems);
        return (T)known.Value!;
    }

    /// <summary>The text of a file, as <see cref="TextFile.Read"/> returns it; a failed read is not cached.</summary>
    /// <exception cref="InputException">As for <see cref="TextFile.Read"/>.</exception>
    public string ReadText(string path, string shownAs) =>
        GetOrRead(Path.GetFullPath(path), new Problems(), _ => WithoutConflict(TextFile.Read(path, shownAs), shownAs));

    private static string WithoutConflict(string text, string shownAs) =>
        MergeConflict.LineIn(text) is { } line ? throw new InputException(shownAs, line, MergeConflict.MessageFor(shownAs)) : text;

    /// <summary>Drops the cached content of a file that may have changed, so that it is read again.</summary>
    public void Invalidate(string path)
    {
        foreach (var key in _read.Keys.Where(key => key.Path == path).ToList())
            _read.Remove(key);
    }
}
