using PromptLab.Files;

namespace PromptLab.Prompts;

/// <content>What changes a prompt's files, and the lock under which it does.</content>
internal sealed partial class PromptLibrary
{
    /// <summary>
    /// Keeps other processes from changing a prompt until it is disposed of: to be held from before the first read to after the
    /// last write of whatever changes its files.
    /// </summary>
    /// <exception cref="InputException">Another process holds it for 30 seconds, or the folder is not writable.</exception>
    public IDisposable Lock(string name, TimeProvider time, CancellationToken cancellationToken = default) =>
        SubjectLock.Acquire(Path.Combine(folder, name), $"{shownAs}/{name}", time, cancellationToken);

    /// <summary>As <see cref="Lock"/> where there is such a prompt; null, with nothing held, where there is none.</summary>
    public IDisposable? LockExisting(string name, TimeProvider time, CancellationToken cancellationToken = default) =>
        Names.Contains(name, StringComparer.Ordinal) ? Lock(name, time, cancellationToken) : null;

    /// <summary>Appends a version to the lock of its prompt, and reads both again from now on.</summary>
    internal void AppendToLock(Prompt version, DateTimeOffset frozenAt, string? was = null)
    {
        var (path, shown) = (PathOf(version.Name, PromptLock.FileName), ShownPathOf(version.Name, PromptLock.FileName));
        PromptLock.Append(path, shown, version, frozenAt, was);
        Forget(version.Name, version.Version);
    }

    /// <summary>Removes a version from the lock of its prompt.</summary>
    internal void RemoveFromLock(Prompt version)
    {
        PromptLock.Remove(PathOf(version.Name, PromptLock.FileName), ShownPathOf(version.Name, PromptLock.FileName), version);
        Forget(version.Name, version.Version);
    }

    /// <summary>Drops what was read of a version and of the lock, which have changed.</summary>
    internal void Forget(string name, string version)
    {
        _cache?.Invalidate(PathOf(name, PromptLock.FileName));
        _cache?.Invalidate(PathOf(name, version + PromptFile.Extension));
    }

    /// <summary>Points a label to a version and returns the version that it pointed to before; null for a new label.</summary>
    /// <exception cref="InputException">
    /// The labels file is unreadable, not writable, or not in a format that can be edited line by line.
    /// </exception>
    public string? MoveLabel(string name, string label, string version)
    {
        var (before, text) = WithLabel(name, label, version);
        var path = PathOf(name, PromptLabels.FileName);
        SharedFile.Replace(path, ShownPathOf(name, PromptLabels.FileName), TextFile.WithLineEndsOf(path, text));
        _cache?.Invalidate(path);
        return before;
    }

    /// <summary>Checks that <see cref="MoveLabel"/> would succeed, without writing.</summary>
    /// <exception cref="InputException">The labels file is unreadable, or not in a format that can be edited line by line.</exception>
    public void CheckLabel(string name, string label, string version) => WithLabel(name, label, version);

    private (string? Before, string Text) WithLabel(string name, string label, string version)
    {
        var (path, shown) = (PathOf(name, PromptLabels.FileName), ShownPathOf(name, PromptLabels.FileName));
        var problems = new Problems();
        var before = ReloadLabels(name, problems).FirstOrDefault(one => one.Name == label)?.Version;
        problems.ThrowIfErrors();
        var text = PromptLabels.WithLabel(File.Exists(path) ? TextFile.Read(path, shown) : null, label, version);
        var after = YamlMap.Read(text, shown, new Problems())?.Map("labels")?.Text(label);
        if (after != version)
            throw new InputException(
                shown,
                null,
                $"Write the labels one to a line (“  {label}: {version}”), so that the rest of the file can stay as it is."
            );
        return (before, text);
    }

    // The lock is written before the file, so that an interrupted freeze leaves a line, and the text beside its place or in the draft.
    private string WayToRestore(LockedVersion missing, string name, IReadOnlyList<Prompt> all)
    {
        var command =
            missing.Was is not null ? $"promptlab renumber {name}@{missing.Was}"
            : all.FirstOrDefault(prompt => PromptFile.IsDraft(prompt.Version) && prompt.Hash == missing.Hash)
                is { Version: not Draft } draft
                ? $"promptlab freeze {draft.Reference}"
            : $"promptlab freeze {name}";
        return
            File.Exists(TextFile.PendingPathOf(PathOf(name, missing.Version + PromptFile.Extension)))
            || all.Any(prompt => PromptFile.IsDraft(prompt.Version) && prompt.Hash == missing.Hash)
            ? $"The command that wrote it was interrupted; repeat it, which completes {missing.Version}: {command}"
            : "Restore it from version control.";
    }
}
