using PromptLab.Files;

namespace PromptLab.Prompts;

/// <summary>What follows a text to its new number: labels that were moved to it, and a draft that was made from it.</summary>
/// <param name="library">The library that holds the prompt, which is locked.</param>
/// <param name="time">The clock used while waiting for other writers.</param>
/// <param name="moved">The version under its new number.</param>
/// <param name="was">The number that it had.</param>
/// <param name="kept">The version that keeps that number; null where its text is not known.</param>
internal sealed class RenumberFollowers(PromptLibrary library, TimeProvider time, Prompt moved, string was, Prompt? kept)
{
    /// <summary>Points labels to the new number whose last move led to the text; returns their names.</summary>
    public IReadOnlyList<string> MoveLabels(Problems problems)
    {
        var found = new Problems();
        var labels = library.ReloadLabels(moved.Name, found);
        var moves = library.LabelHistoryOf(moved.Name, time).Read(found);
        if (found.HasErrors)
        {
            problems.AddRange(found.Found.Select(problem => problem with { IsWarning = true }));
            problems.Warn(
                library.ShownPathOf(moved.Name, PromptLabels.FileName),
                null,
                $"The labels can't be read, so none of them followed the text to {moved.Version}. Fix them, then repeat: promptlab renumber {moved.Name}@{was}"
            );
            return [];
        }

        var following = labels
            .Where(label => label.Version == was && LabelHistory.LatestVersion(label.Name, moves) == moved.Version)
            .Select(label => label.Name)
            .ToList();
        foreach (var label in following)
            library.MoveLabel(moved.Name, label, moved.Version);
        return following;
    }

    /// <summary>Gives the draft its parent's new number where it was made from the text; true where it was.</summary>
    public bool MoveDraft(Problems problems)
    {
        var file = PromptLibrary.Draft + PromptFile.Extension;
        var (path, shown) = (library.PathOf(moved.Name, file), library.ShownPathOf(moved.Name, file));
        if (TextFile.TryRead(path, shown, new Problems()) is not { } text)
            return false;
        if (MergeConflict.IsIn(text))
        {
            problems.Warn(
                shown,
                null,
                $"The draft is in conflict. Resolve it, with the parent that it was made from: {was}, or {moved.Version} for the text that was renumbered."
            );
            return false;
        }

        if (PromptFile.Parse(text, path, shown, new Problems()) is not { } draft || !IsMadeFromMoved(draft))
            return false;
        var changed = new FrontMatterText(text);
        changed.Set("parent", moved.Version);
        TextFile.WriteAtomically(path, changed.ToString());
        return true;
    }

    /// <summary>Warns of versions that were made from the text, and name the number that it had.</summary>
    public void WarnOfChildren(Problems problems)
    {
        foreach (
            var child in library
                .Versions(moved.Name)
                .Select(version => library.Read(moved.Name, version, new Problems()))
                .OfType<Prompt>()
                .Where(child => child.Parent == was && child.Version != moved.Version && !IsMadeFromKept(child))
        )
            problems.Warn(
                child.File,
                null,
                $"{child.Version} {(IsMadeFromMoved(child) ? "was" : "may have been")} made from the text that is {moved.Version} now, and names {was} as its parent, which is another text: what it changed is told against that. Compare it with {moved.Version}: promptlab diff {moved.Reference} {child.Reference}"
            );
    }

    // In doubt a version was made from a text that was frozen before it.
    private bool IsMadeFromKept(Prompt child)
    {
        if (kept is null || IsMadeFromMoved(child))
            return false;
        var locked = library.ReadLock(moved.Name, new Problems());
        return PromptElements.Between(kept, child).Count < PromptElements.Between(moved, child).Count || FrozenAt(moved) > FrozenAt(child);

        DateTimeOffset? FrozenAt(Prompt version) => locked.FirstOrDefault(line => line.Hash == version.Hash)?.FrozenAt;
    }

    private bool IsMadeFromMoved(Prompt child) =>
        child.Parent == was && kept is not null && PromptElements.Between(moved, child).Count < PromptElements.Between(kept, child).Count;
}
