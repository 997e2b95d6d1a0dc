using PromptLab.Files;
using PromptLab.Texts;

namespace PromptLab.Prompts;

/// <summary>Makes a draft of a version in which one section is as another version has it.</summary>
/// <param name="library">The prompts.</param>
internal sealed class SectionReversal(PromptLibrary library)
{
    /// <summary>
    /// Writes the draft and gives its path as the user would name it; null with problems noted where it can't be made,
    /// and then no file has changed.
    /// </summary>
    /// <param name="reference">The version to begin from, such as <c>triage@v5</c>.</param>
    /// <param name="sectionName">The section as a word, such as <c>constraints</c>.</param>
    /// <param name="to">The version whose section is taken, such as <c>v3</c>.</param>
    /// <param name="problems">Where problems go.</param>
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
        Check(prompt, source, section, problems);
        if (problems.HasErrors)
            return null;
        var text = PromptStarter.TextFrom(SectionTransplant.Into(TextOf(prompt), prompt, section, TextOf(source), source), prompt.Version);
        var file = PromptLibrary.Draft + PromptFile.Extension;
        TextFile.WriteAtomically(library.PathOf(prompt.Name, file), text);
        return library.ShownOf(prompt.Name, file);
    }

    private void Check(Prompt prompt, Prompt source, SectionKind section, Problems problems)
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
                library.ShownOf(prompt.Name, PromptLibrary.Draft + PromptFile.Extension),
                null,
                "The draft has changes of its own. Freeze it, or move it away, and try again."
            );
    }

    // What freeze leaves behind: the text of its parent, with nothing done to it yet.
    private bool IsUntouched(string name)
    {
        var found = new Problems();
        return library.Read(name, PromptLibrary.Draft, found) is { Parent: { } parent } draft
            && library.Read(name, parent, found)?.Hash == draft.Hash;
    }

    private string TextOf(Prompt prompt) => TextFile.Read(library.PathOf(prompt.Name, prompt.Version + PromptFile.Extension), prompt.File);
}
