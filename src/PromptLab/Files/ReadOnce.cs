namespace PromptLab.Files;

/// <summary>
/// What was read of files during one piece of work, with the problems of reading it, so that each is read once. Not
/// thread-safe.
/// </summary>
internal sealed class ReadOnce
{
    private readonly Dictionary<(string Path, Type Type), (object? Value, IReadOnlyList<Problem> Problems)> _read = [];

    /// <summary>What a file holds; its problems are noted each time somebody asks.</summary>
    /// <param name="path">What is read: a path, or a path with what the reading depends on.</param>
    /// <param name="problems">Where problems go.</param>
    /// <param name="read">Reads the file, and notes its problems.</param>
    public T Of<T>(string path, Problems problems, Func<Problems, T> read)
    {
        if (!_read.TryGetValue((path, typeof(T)), out var known))
        {
            var found = new Problems();
            known = _read[(path, typeof(T))] = (read(found), found.Found);
        }

        problems.AddRange(known.Problems);
        return (T)known.Value!;
    }

    /// <summary>The text of a file, as <see cref="TextFile.Read"/> gives it.</summary>
    /// <exception cref="InputException">As there; the next one who asks has it tried again.</exception>
    public string TextOf(string path, string shownAs) => Of(Path.GetFullPath(path), new Problems(), _ => TextFile.Read(path, shownAs));

    /// <summary>Has a file read again, since somebody may have written it.</summary>
    public void Forget(string path)
    {
        foreach (var key in _read.Keys.Where(key => key.Path == path).ToList())
            _read.Remove(key);
    }
}
