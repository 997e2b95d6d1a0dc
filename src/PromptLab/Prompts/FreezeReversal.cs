using PromptLab.Files;

namespace PromptLab.Prompts;

/// <summary>
/// Takes back the latest version of a prompt: its text becomes the draft again. The draft is written first, then the lock, and the
/// version's file goes last, so that a reversal that was interrupted can be repeated, and no text is ever lost.
/// </summary>
/// <param name="library">The library that holds the prompt, which is locked.</param>
internal sealed class FreezeReversal(PromptLibrary library)
{
    /// <summary>
    /// Takes back the latest version and returns it; null, with problems reported and nothing changed, where that can't be done.
    /// </summary>
    /// <param name="name">The prompt.</param>
    /// <param name="use">What depends on a version, as the end of a sentence; null where nothing does.</param>
    /// <param name="problems">Collects the problems.</param>
    public Prompt? Undo(string name, Func<Prompt, string?> use, Problems problems)
    {
        if (library.Versions(name) is not [.., var latest])
        {
            problems.Add(name, null, $"{name} has no frozen version.");
            return null;
        }

        if (library.Read(name, latest, problems) is not { } version)
            return null;
        if ((use(version) ?? LabelOn(version)) is { } dependent)
            problems.Add(version.File, null, $"{version.Reference} {dependent}. Freeze the next version instead.");
        CheckDraft(version, problems);
        if (problems.HasErrors)
            return null;
        var file = latest + PromptFile.Extension;
        var path = library.PathOf(name, file);
        TextFile.WriteAtomically(
            library.PathOf(name, PromptLibrary.Draft + PromptFile.Extension),
            DraftOf(TextFile.Read(path, library.ShownPathOf(name, file)))
        );
        library.RemoveFromLock(version);
        DurableSteps.Delete(path);
        library.Forget(name, latest);
        return version;
    }

    private string? LabelOn(Prompt version) =>
        library.Labels(version.Name, new Problems()).FirstOrDefault(label => label.Version == version.Version) is { } label
            ? $"has the label “{label.Name}”"
            : null;

    // The draft that goes on from the version and has not been edited, or the one that an interrupted reversal wrote.
    private void CheckDraft(Prompt version, Problems problems)
    {
        var shown = library.ShownPathOf(version.Name, PromptLibrary.Draft + PromptFile.Extension);
        if (
            File.Exists(library.PathOf(version.Name, PromptLibrary.Draft + PromptFile.Extension))
            && library.Read(version.Name, PromptLibrary.Draft, problems) is { } draft
            && draft.Hash != version.Hash
        )
            problems.Add(
                shown,
                null,
                $"The draft was edited after {version.Version} was frozen, and undoing the freeze would overwrite it. Freeze it as the next version, or move it away first."
            );
    }

    private static string DraftOf(string frozen)
    {
        var text = new FrontMatterText(TextFile.Normalise(frozen));
        text.Set("version", PromptLibrary.Draft);
        text.Set("changes", "[]");
        text.Remove("created");
        return text.ToString();
    }
}
