using PromptLab.Files;

namespace PromptLab.Prompts;

/// <summary>What was renumbered.</summary>
/// <param name="Version">The version under its new number.</param>
/// <param name="Was">The number that it had, which another text keeps.</param>
/// <param name="KeptHash">The content hash of the text that keeps the number.</param>
/// <param name="Labels">The labels that followed the text.</param>
/// <param name="IsDraftMoved">True where the draft was made from the text and has the new number as its parent now.</param>
internal sealed record Renumbered(Prompt Version, string Was, string KeptHash, IReadOnlyList<string> Labels, bool IsDraftMoved);

/// <summary>
/// Gives one of the texts that were frozen under one number, on two branches, the next free number. A line is added to the lock; no
/// line and no frozen text is rewritten, and what was measured follows the text's hash.
/// </summary>
/// <param name="library">The library that holds the prompt, which is locked.</param>
/// <param name="time">The clock used while waiting for other writers.</param>
internal sealed class PromptRenumberer(PromptLibrary library, TimeProvider time)
{
    /// <summary>
    /// Renumbers a text, or completes a command that was interrupted; null, with problems reported and no file changed, if that is
    /// impossible.
    /// </summary>
    /// <param name="name">The prompt.</param>
    /// <param name="version">The number with several texts, such as <c>v3</c>.</param>
    /// <param name="chosen">The text to renumber, of a file that the user named; null to renumber what the version's file is not.</param>
    /// <param name="elsewhere">Texts of the version's file from version control.</param>
    /// <param name="problems">Collects the problems.</param>
    public Renumbered? Renumber(string name, string version, string? chosen, IReadOnlyList<string> elsewhere, Problems problems)
    {
        new InterruptedFreeze(library, time).Complete(name, problems);
        var lines = ReadLines(name, problems);
        var file = version + PromptFile.Extension;
        var texts = new TextsOfNumber(
            library.PathOf(name, file),
            library.ShownPathOf(name, file),
            chosen is null ? elsewhere : [chosen, .. elsewhere]
        );
        var choice = problems.HasErrors ? null : RenumberChoice.Of(name, version, lines, texts, chosen, LockOf(name), problems);
        if (problems.HasErrors || choice is null)
            return null;
        var moved = choice.IsNew ? Write(name, version, choice, lines, problems) : library.Read(name, choice.Line.Version, problems);
        problems.ThrowIfErrors();
        var (kept, shown) = (texts.Find(choice.Kept), library.ShownPathOf(name, file));
        var isFileChanged = kept is { } text && RestoreFile(library.PathOf(name, file), texts.FileText, text.Text);
        library.Forget(name, version);
        var followers = new RenumberFollowers(library, time, moved!, version, kept?.Prompt);
        var (labels, isDraftMoved) = (followers.MoveLabels(problems), followers.MoveDraft(problems));
        followers.WarnOfChildren(problems);
        if (!choice.IsNew && !isFileChanged && labels.Count == 0 && !isDraftMoved)
            problems.Add(
                shown,
                null,
                $"{name}@{version} has one text, so there is nothing to renumber. The other one is {moved!.Reference} already."
            );
        return problems.HasErrors ? null : new Renumbered(moved!, version, choice.Kept.Hash, labels, isDraftMoved);
    }

    private IReadOnlyList<LockedVersion> ReadLines(string name, Problems problems)
    {
        var (path, shown) = (library.PathOf(name, PromptLock.FileName), LockOf(name));
        var text = TextFile.TryRead(path, shown, problems);
        return text is null ? [] : PromptLock.Parse(MergeConflict.WithoutMarkers(text), path, shown, problems);
    }

    private string LockOf(string name) => library.ShownPathOf(name, PromptLock.FileName);

    // As a freeze does it: the text beside its place, the line, and then the text in its place.
    private Prompt? Write(string name, string version, RenumberChoice choice, IReadOnlyList<LockedVersion> lines, Problems problems)
    {
        var taken = library.Versions(name).Concat(lines.Select(line => line.Version)).MaxBy(PromptVersion.SortKey);
        var next = PromptVersion.Of(taken)!.Next.ToString();
        var file = next + PromptFile.Extension;
        var (path, shown) = (library.PathOf(name, file), library.ShownPathOf(name, file));
        var text = new FrontMatterText(choice.Moved!.Value.Text);
        text.Set("version", next);
        if (ParentOf(name, choice.Moved.Value.Prompt, lines) is { } parent)
            text.Set("parent", parent);
        if (PromptFile.Parse(text.ToString(), path, shown, problems) is not { } moved)
            return null;
        if (moved.Hash != choice.Line.Hash)
            throw new InvalidOperationException($"{version} has another hash as {next}.");
        TextFile.WritePending(path, text.ToString());
        library.AppendToLock(moved, choice.Line.FrozenAt, version);
        TextFile.MovePending(path);
        library.Forget(name, next);
        return moved;
    }

    // The parent may have been renumbered too. The one that the text differs least from is the one that it was made from; in doubt
    // that is the renumbered one, which comes from the same branch.
    private string? ParentOf(string name, Prompt moved, IReadOnlyList<LockedVersion> lines)
    {
        if (moved.Parent is not { } parent)
            return null;
        return lines
            .Where(line => line.Was == parent)
            .Select(line => line.Version)
            .Append(parent)
            .Select(version => library.Read(name, version, new Problems()))
            .OfType<Prompt>()
            .MinBy(version => PromptElements.Between(version, moved).Count)
            ?.Version;
    }

    private static bool RestoreFile(string path, string? now, string kept)
    {
        if (now is not null && TextFile.Normalise(now) == kept)
            return false;
        if (now is not null && !MergeConflict.IsIn(now))
            return false;
        TextFile.WriteAtomically(path, kept);
        return true;
    }
}
