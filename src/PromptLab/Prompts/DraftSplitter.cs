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
        CheckCanSplit(name, parent, elements, problems);
        if (problems.HasErrors)
            return null;
        var planned = Plan(name, draft, parent, elements, problems);
        CheckUnsplit(name, planned, problems);
        return problems.HasErrors ? null : Write(name, planned);
    }

    private void CheckCanSplit(string name, Prompt parent, IReadOnlyList<PromptElement> elements, Problems problems)
    {
        if (elements.Count < 2)
            problems.Add(
                library.ShownPathOf(name, PromptLibrary.Draft + PromptFile.Extension),
                null,
                elements.Count == 0
                    ? $"The draft is the same as {parent.Reference}."
                    : $"The draft changes one element already: {elements[0].Name}. Freeze it: promptlab freeze {name}"
            );
    }

    // Drafts of an interrupted split are the first ones of those that would be written now: the split is completed then.
    private void CheckUnsplit(string name, IReadOnlyList<PlannedDraft> planned, Problems problems)
    {
        var others = library.Drafts(name).Where(other => other != PromptLibrary.Draft).ToList();
        if (others.Count == 0 || IsInterrupted(name, planned, others))
            return;
        foreach (var other in others)
            problems.Add(
                library.ShownPathOf(name, other + PromptFile.Extension),
                null,
                "The draft was split before. Freeze this one or remove it, and try again."
            );
    }

    private bool IsInterrupted(string name, IReadOnlyList<PlannedDraft> planned, List<string> others)
    {
        var frozen = library.ReadLock(name, new Problems()).Select(line => line.Hash).ToHashSet(StringComparer.Ordinal);
        return others.Count < planned.Count
            && planned
                .Take(others.Count)
                .All(draft => others.Contains(draft.Prompt.Version, StringComparer.Ordinal) && IsWritten(name, draft))
            && planned.Skip(others.Count).All(draft => !frozen.Contains(draft.Prompt.Hash));
    }

    private bool IsWritten(string name, PlannedDraft planned) =>
        TextFile.TryRead(PathOf(name, planned), planned.Prompt.File, new Problems()) == planned.Text;

    private List<PlannedDraft> Plan(string name, Prompt draft, Prompt parent, IReadOnlyList<PromptElement> elements, Problems problems)
    {
        var planned = new List<PlannedDraft>();
        foreach (var element in elements)
        {
            var version = string.Create(CultureInfo.InvariantCulture, $"{PromptLibrary.Draft}-{planned.Count + 1}");
            var (file, text) = (version + PromptFile.Extension, TextWith(element, draft, parent, version));
            if (
                PromptFile.Parse(text, library.PathOf(name, file), library.ShownPathOf(name, file), new Problems()) is { } alone
                && PromptElements.Between(parent, alone) is [var only]
                && only == element.Name
            )
                planned.Add(new PlannedDraft(alone, element.Name, text));
            else
                problems.Warn(
                    draft.File,
                    null,
                    $"{element.Name} can't stand alone, and has no draft of its own. Freeze it together with what it needs, with a reason: --allow-many \"…\"."
                );
        }

        return planned;
    }

    private List<SplitDraft> Write(string name, IReadOnlyList<PlannedDraft> planned)
    {
        foreach (var draft in planned.Where(draft => !IsWritten(name, draft)))
            TextFile.WriteAtomically(PathOf(name, draft), draft.Text);
        return [.. planned.Select(draft => new SplitDraft(draft.Prompt, draft.Element))];
    }

    private string PathOf(string name, PlannedDraft planned) => library.PathOf(name, planned.Prompt.Version + PromptFile.Extension);

    private sealed record PlannedDraft(Prompt Prompt, string Element, string Text);

    private string TextWith(PromptElement element, Prompt draft, Prompt parent, string version)
    {
        var (before, after) = (TextOf(parent), TextOf(draft));
        var text = new FrontMatterText(PromptStarter.ChildOf(WithSection(element, before, after, draft, parent), parent.Version));
        text.Set("version", version);
        if (element.Change is "variables" or "response_schema" or "tools")
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
