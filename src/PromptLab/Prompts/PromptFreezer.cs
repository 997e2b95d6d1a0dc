using System.Globalization;
using System.Text.Json;
using PromptLab.Files;

namespace PromptLab.Prompts;

/// <summary>The options of freezing a draft.</summary>
public sealed record FreezeOptions
{
    /// <summary>The name of the prompt.</summary>
    public required string Name { get; init; }

    /// <summary>The draft to freeze: <c>draft</c> (the default), or one of a split draft, such as <c>draft-2</c>.</summary>
    public string Draft { get; init; } = PromptLibrary.Draft;

    /// <summary>What the author expects to be fixed; null keeps the draft's own hypothesis.</summary>
    public string? Hypothesis { get; init; }

    /// <summary>A short name of the change; null keeps the draft's own title.</summary>
    public string? Title { get; init; }

    /// <summary>The items predicted to be fixed; empty keeps the draft's own predictions.</summary>
    public IReadOnlyList<string> PredictedFixes { get; init; } = [];

    /// <summary>The items that may break; empty keeps the draft's own predictions.</summary>
    public IReadOnlyList<string> MightBreak { get; init; } = [];

    /// <summary>Why more than one element changes; null keeps the draft's own reason, if it has one.</summary>
    public string? ManyChangesReason { get; init; }

    /// <summary>True if more than one change without a reason is an error; otherwise it is a warning.</summary>
    public bool Strict { get; init; }
}

/// <summary>A newly frozen version.</summary>
/// <param name="Version">The frozen prompt.</param>
/// <param name="Changes">The sections, render options and other parts that differ from the parent.</param>
/// <param name="Elements">The same changes with each example and each line of the constraints listed separately.</param>
internal sealed record FrozenVersion(Prompt Version, IReadOnlyList<string> Changes, IReadOnlyList<string> Elements);

/// <summary>Freezes a draft as the next version of its prompt. The draft remains, as a child of the new version.</summary>
/// <param name="library">The library that holds the prompt.</param>
/// <param name="time">The clock that dates the version.</param>
internal sealed class PromptFreezer(PromptLibrary library, TimeProvider time)
{
    /// <summary>The draft's own hypothesis; null if it has none, or still has its parent's.</summary>
    public string? DraftHypothesis(string name, Problems problems, string draftName = PromptLibrary.Draft)
    {
        var draft = library.Resolve(new PromptReference(name, draftName), problems);
        var parent = draft?.Parent is { } version ? library.Read(name, version, problems) : null;
        return string.IsNullOrWhiteSpace(draft?.Hypothesis) || draft.Hypothesis == parent?.Hypothesis ? null : draft.Hypothesis;
    }

    /// <summary>Freezes the draft; null, with problems reported and no file changed, if it cannot be frozen.</summary>
    public FrozenVersion? Freeze(FreezeOptions request, Problems problems)
    {
        if (library.Resolve(new PromptReference(request.Name, request.Draft), problems) is not { } draft)
            return null;
        var versions = library.Versions(request.Name);
        var parent = draft.Parent is { } name ? library.Read(request.Name, name, problems) : null;
        var changes = parent is null ? [] : PromptChanges.Between(parent, draft);
        var elements = parent is null ? [] : PromptElements.Between(parent, draft);
        CheckCanFreeze(request, draft, parent, versions, elements, problems);
        if (problems.HasErrors)
            return null;
        var next = PromptVersion.Of(versions is [.., var last] ? last : null)?.Next ?? PromptVersion.First;
        return new FrozenVersion(Write(request, draft, next.ToString(), changes, problems), changes, elements);
    }

    private void CheckCanFreeze(
        FreezeOptions request,
        Prompt draft,
        Prompt? parent,
        IReadOnlyList<string> versions,
        IReadOnlyList<string> elements,
        Problems problems
    )
    {
        if (parent is null && versions.Count > 0 && draft.Parent is null)
            problems.Add(
                draft.File,
                null,
                $"The draft names no parent, but {request.Name} has versions. Write “parent: {versions[^1]}”, or the version it was made from."
            );
        if (library.ReadLock(request.Name, problems).FirstOrDefault(locked => locked.Hash == draft.Hash) is { } same)
            problems.Add(
                draft.File,
                null,
                $"The draft is the same as {request.Name}@{same.Version}: the model would see no difference. Change one section first."
            );
        if (request.Hypothesis is null && DraftHypothesis(request.Name, problems, request.Draft) is null)
            problems.Add(
                draft.File,
                null,
                "There is no hypothesis. Say what you expect to be fixed, before it is measured: promptlab freeze "
                    + request.Name
                    + " --hypothesis \"…\""
            );
        if (elements.Count > 1 && (request.ManyChangesReason ?? draft.ManyChangesReason) is null)
        {
            var message =
                $"{elements.Count} elements change against {parent!.Reference}: {string.Join(", ", elements)}. Whatever the run shows can't be put down to one of them. Split the draft (promptlab split-draft {request.Name}), or give a reason with --allow-many \"…\".";
            if (request.Strict)
                problems.Add(draft.File, null, message);
            else
                problems.Warn(draft.File, null, message);
        }
    }

    private Prompt Write(FreezeOptions request, Prompt draft, string next, IReadOnlyList<string> changes, Problems problems)
    {
        var now = time.GetUtcNow();
        var draftPath = library.PathOf(request.Name, request.Draft + PromptFile.Extension);
        var text = new FrontMatterText(TextFile.Read(draftPath, draft.File));
        text.Set("version", next);
        text.Set("parent", draft.Parent ?? "null");
        text.Set("changes", $"[{string.Join(", ", changes)}]");
        text.Set("created", now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (request.Title is not null)
            text.SetText("title", request.Title);
        if (request.Hypothesis is not null)
            text.SetText("hypothesis", request.Hypothesis);
        if (request.PredictedFixes.Count + request.MightBreak.Count > 0)
            text.Set(
                "predicts",
                Predictions(
                    FirstNonEmpty(request.PredictedFixes, draft.PredictedFixes),
                    FirstNonEmpty(request.MightBreak, draft.MightBreak)
                )
            );
        if (request.ManyChangesReason is not null)
            text.SetText("allow_many", request.ManyChangesReason);
        var file = next + PromptFile.Extension;
        TextFile.WriteAtomically(library.PathOf(request.Name, file), text.ToString());
        var frozen = PromptFile.Read(library.PathOf(request.Name, file), library.ShownPathOf(request.Name, file), problems);
        problems.ThrowIfErrors();
        PromptLock.Append(
            library.PathOf(request.Name, PromptLock.FileName),
            library.ShownPathOf(request.Name, PromptLock.FileName),
            frozen!,
            now
        );
        if (request.Draft == PromptLibrary.Draft)
            ResetDraft(draftPath, draft, next);
        else
            File.Delete(draftPath);
        return frozen!;
    }

    private static IReadOnlyList<string> FirstNonEmpty(IReadOnlyList<string> first, IReadOnlyList<string> second) =>
        first.Count > 0 ? first : second;

    private static string Predictions(IReadOnlyList<string> fixes, IReadOnlyList<string> mightBreak) =>
        $"{{ fixes: {JsonSerializer.Serialize(fixes, FileJson.Line)}, might_break: {JsonSerializer.Serialize(mightBreak, FileJson.Line)} }}";

    // The next edit starts from the frozen text, with an empty hypothesis.
    private static void ResetDraft(string draftPath, Prompt draft, string parent)
    {
        TextFile.WriteAtomically(draftPath, PromptStarter.ChildOf(TextFile.Read(draftPath, draft.File), parent));
    }
}
