using PromptLab.Files;

namespace PromptLab.Prompts;

/// <summary>
/// Completes what a killed process began. A freeze writes the version's text beside its place, then its line in the lock, moves
/// the text to its place, and resets the draft at last: whatever step it was killed at, one version comes of it.
/// </summary>
/// <param name="library">The library that holds the prompt, which is locked.</param>
/// <param name="time">The clock that dates a version which has no line in the lock yet.</param>
internal sealed class InterruptedFreeze(PromptLibrary library, TimeProvider time)
{
    /// <summary>Moves texts to their places that the lock has and that were left beside them; says so in warnings.</summary>
    public void Complete(string name, Problems problems)
    {
        var versions = library.Versions(name);
        foreach (var locked in library.ReadLock(name, new Problems()).Where(one => !versions.Contains(one.Version, StringComparer.Ordinal)))
        {
            var file = locked.Version + PromptFile.Extension;
            var (path, shown) = (library.PathOf(name, file), library.ShownPathOf(name, file));
            if (
                TextFile.TryRead(TextFile.PendingPathOf(path), shown, new Problems()) is not { } text
                || PromptFile.Parse(text, path, shown, new Problems()) is not { } pending
                || pending.Hash != locked.Hash
                || PromptIdentity.MetadataHash(pending) != locked.MetadataHash
            )
                continue;
            TextFile.MovePending(path);
            library.Forget(name, locked.Version);
            problems.Warn(shown, null, $"{locked.Version} was frozen by a command that was interrupted. It has been completed.");
        }
    }

    /// <summary>
    /// The version that an interrupted freeze of this very draft has made of it, with its line in the lock; null where there is none.
    /// </summary>
    public Prompt? VersionOf(FreezeOptions request, Prompt draft, Problems problems)
    {
        var locks = library.ReadLock(request.Name, new Problems());
        var same = library
            .Versions(request.Name)
            .Select(version => library.Read(request.Name, version, new Problems()))
            .OfType<Prompt>()
            .Where(version => version.Hash == draft.Hash)
            .ToList();
        if (same.Find(version => locks.All(line => line.Version != version.Version)) is { } unlocked && !IsLocked(draft, locks))
        {
            library.AppendToLock(unlocked, time.GetUtcNow());
            problems.Warn(
                unlocked.File,
                null,
                $"{unlocked.Version} had the text of the draft already, and no line in the lock. It has been entered."
            );
            return unlocked;
        }

        return same.Find(version => IsMadeFrom(draft, version, request));
    }

    /// <summary>The line of a version with the draft's text whose file is missing; null where there is none.</summary>
    public LockedVersion? LineOf(Prompt draft)
    {
        var versions = library.Versions(draft.Name);
        return library
            .ReadLock(draft.Name, new Problems())
            .FirstOrDefault(line => line.Hash == draft.Hash && !versions.Contains(line.Version, StringComparer.Ordinal));
    }

    private static bool IsLocked(Prompt draft, IReadOnlyList<LockedVersion> locks) => locks.Any(line => line.Hash == draft.Hash);

    // A draft that was reset has the version as its parent.
    private static bool IsMadeFrom(Prompt draft, Prompt version, FreezeOptions request) =>
        draft.Parent == version.Parent
        && (request.Hypothesis ?? draft.Hypothesis) == version.Hypothesis
        && (request.Title ?? draft.Title) == version.Title;
}
