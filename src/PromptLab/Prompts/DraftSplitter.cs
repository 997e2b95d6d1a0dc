using System.Globalization;
using PromptLab.Files;

namespace PromptLab.Prompts;

/// <summary>
/// Splits a draft that changes several elements into drafts of the same parent that change one element each, so that each
/// change can be measured on its own.
/// </summary>
/// <param name="library">The library that holds the draft and its parent.</param>
internal sealed class DraftSplitter(PromptLibrary library)
{
    /// <summary>
    /// Writes <c>draft-1</c>, <c>draft-2</c>, … and leaves the draft itself unchanged. Null, with problems reported and no file
    /// changed, if it cannot be split.
    /// </summary>
    /// <param name="name">The prompt's name.</param>
    /// <param name="problems">
    /// Collects problems; an element that is invalid on its own, such as a variable without its placeholder, is a warning.
    /// </param>
    public IReadOnlyList<SplitDraft>? Split(string name, Problems problems)
    {
        if (library.Resolve(new PromptReference(name, PromptLibrary.Draft), problems) is not { } draft)
            return null;
        var parent = draft.Parent is { } version ? library.Read(name, version, problems) : null;
        if (parent is null && !problems.HasErrors)
            problems.Add(draft.File, null, "The draft has no parent, so there is nothing to split: it is the first version.");
        if (problems.HasErrors || parent is null)
            return null;
        var elements = PromptElements.Find(parent, draft);
        CheckCanSplit(name, draft, parent, elements, problems);
        return problems.HasErrors ? null : WriteDrafts(name, draft, parent, elements, problems);
    }

    private void CheckCanSplit(string name, Prompt draft, Prompt parent, IReadOnlyList<PromptElement> elements, Problems problems)
    {
        if (elements.Count < 2)
            problems.Add(
                draft.File,
                null,
                elements.Count == 0
                    ? $"The draft is the same as {parent.Reference}."
                    : $"The draft changes one element already: {elements[0].Name}. Freeze it: promptlab freeze {name}"
            );
        foreach (var other in library.Drafts(name).Where(other => other != PromptLibrary.Draft))
            problems.Add(
                library.ShownPathOf(name, other + PromptFile.Extension),
                null,
                "The draft was split before. Freeze this one or remove it, and try again."
            );
    }

    private List<SplitDraft> WriteDrafts(string name, Prompt draft, Prompt parent, IReadOnlyList<PromptElement> elements, Problems problems)
    {
        var written = new List<SplitDraft>();
        foreach (var element in elements)
        {
            var version = string.Create(CultureInfo.InvariantCulture, $"{PromptLibrary.Draft}-{written.Count + 1}");
            var path = library.PathOf(name, version + PromptFile.Extension);
            TextFile.WriteAtomically(path, TextWith(element, draft, parent, version));
            if (
                library.Read(name, version, new Problems()) is { } alone
                && PromptElements.Between(parent, alone) is [var only]
                && only == element.Name
            )
            {
                written.Add(new SplitDraft(alone, element.Name));
                continue;
            }

            File.Delete(path);
            problems.Warn(
                draft.File,
                null,
                $"{element.Name} can't stand alone, and has no draft of its own. Freeze it together with what it needs, with a reason: --allow-many \"…\"."
            );
        }

        return written;
    }

    private string TextWith(PromptElement element, Prompt draft, Prompt parent, string version)
    {
        var (before, after) = (TextOf(parent), TextOf(draft));
        var text = new FrontMatterText(PromptStarter.ChildOf(WithSection(element, before, after, draft, parent), parent.Version));
        text.Set("version", version);
        if (element.Change is "variables" or "response_schema")
            text.Copy(element.Change, new FrontMatterText(TextFile.Normalise(after)));
        if (element.Change.StartsWith("render.", StringComparison.Ordinal))
            text.Set("render", RenderWith(element.Change["render.".Length..], draft, parent));
        return text.ToString();
    }

    private static string WithSection(PromptElement element, string before, string after, Prompt draft, Prompt parent)
    {
        if (element.Section is { } section)
            return SectionTransplant.ReplaceSection(before, parent, section);
        if (element.Change == "order")
            return SectionTransplant.Reorder(before, parent, draft);
        return Enum.GetValues<SectionKind>()
            .Where(kind => kind.Word() == element.Change)
            .Aggregate(before, (text, kind) => SectionTransplant.ReplaceSection(text, parent, kind, after, draft));
    }

    private static string RenderWith(string option, Prompt draft, Prompt parent)
    {
        var (now, was) = (PromptIdentity.Render(draft.Render), PromptIdentity.Render(parent.Render));
        return $"{{ {string.Join(", ", was.Select(pair => $"{pair.Key}: {(pair.Key == option ? now : was)[pair.Key]}"))} }}";
    }

    private string TextOf(Prompt prompt) => TextFile.Read(library.PathOf(prompt.Name, prompt.Version + PromptFile.Extension), prompt.File);
}

/// <summary>One of the drafts that a draft was split into.</summary>
/// <param name="Prompt">The new draft.</param>
/// <param name="Element">The one element that it changes.</param>
public sealed record SplitDraft(Prompt Prompt, string Element);
