using PromptLab.Files;
using PromptLab.Texts;

namespace PromptLab.Prompts;

/// <summary>Creates a draft of a version with one section taken from another version.</summary>
/// <param name="library">The library that holds the prompt.</param>
internal sealed class SectionReversal(PromptLibrary library)
{
    /// <summary>
    /// Writes the draft and returns its path as the user would name it; null, with problems reported and no file changed, if that
    /// is impossible.
    /// </summary>
    /// <param name="reference">The version to start from, such as <c>triage@v5</c>.</param>
    /// <param name="sectionName">The section to revert, as a word such as <c>constraints</c>.</param>
    /// <param name="to">The version from which the section is taken, such as <c>v3</c>.</param>
    /// <param name="problems">Collects the problems.</param>
    public string? Revert(string reference, string sectionName, string to, Problems problems)
    {
        var kinds = Enum.GetValues<SectionKind>();
        if (!kinds.Select(kind => kind.Word()).Contains(sectionName, StringComparer.Ordinal))
            problems.Add(
                sectionName,
                null,
                $"There is no section “{sectionName}”.{NearestName.Suggest(sectionName, kinds.Select(kind => kind.Word()))}"
            );
        var prompt = library.Resolve(reference, problems);
        var source = prompt is null ? null : library.Resolve(PromptReference.Parse(to, within: prompt.Name), problems);
        if (problems.HasErrors || prompt is null || source is null)
            return null;
        var section = kinds.First(kind => kind.Word() == sectionName);
        CheckCanRevert(prompt, source, section, problems);
        if (problems.HasErrors)
            return null;
        var text = PromptStarter.ChildOf(
            SectionTransplant.ReplaceSection(TextOf(prompt), prompt, section, TextOf(source), source),
            prompt.Version
        );
        var file = PromptLibrary.Draft + PromptFile.Extension;
        TextFile.WriteAtomically(library.PathOf(prompt.Name, file), text);
        return library.ShownPathOf(prompt.Name, file);
    }

    private void CheckCanRevert(Prompt prompt, Prompt source, SectionKind section, Problems problems)
    {
        if (source.Name != prompt.Name)
            problems.Add("--to", null, $"{source.Reference} is a version of another prompt. Name a version of {prompt.Name}.");
        else if (PromptFile.IsDraft(prompt.Version))
            problems.Add(
                prompt.Reference,
                null,
                $"A draft can be edited by hand. Name the version to begin from, such as {prompt.Name}@latest."
            );
        else if (!PromptChanges.Between(source, prompt).Contains(section.Word(), StringComparer.Ordinal))
            problems.Add(
                prompt.Reference,
                null,
                $"{section.Heading()} is the same in {prompt.Reference} and {source.Reference}, so there is nothing to revert."
            );
        if (library.HasDraft(prompt.Name) && !IsUntouched(prompt.Name))
            problems.Add(
                library.ShownPathOf(prompt.Name, PromptLibrary.Draft + PromptFile.Extension),
                null,
                "The draft has changes of its own. Freeze it, or move it away, and try again."
            );
    }

    // As freezing leaves it: identical to its parent.
    private bool IsUntouched(string name)
    {
        var found = new Problems();
        return library.Read(name, PromptLibrary.Draft, found) is { Parent: { } parent } draft
            && library.Read(name, parent, found)?.Hash == draft.Hash;
    }

    private string TextOf(Prompt prompt) => TextFile.Read(library.PathOf(prompt.Name, prompt.Version + PromptFile.Extension), prompt.File);
}
