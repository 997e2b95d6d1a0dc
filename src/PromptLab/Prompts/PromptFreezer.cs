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
    private const int MaxTries = 10;

    private readonly InterruptedFreeze _interrupted = new(library, time);

    /// <summary>The draft's own hypothesis; null if it has none, or still has its parent's.</summary>
    public string? DraftHypothesis(string name, Problems problems, string draftName = PromptLibrary.Draft)
    {
        var draft = library.Resolve(new PromptReference(name, draftName), problems);
        var parent = draft?.Parent is { } version ? library.Read(name, version, problems) : null;
        return draft is null ? null : OwnHypothesis(draft, parent);
    }

    private static string? OwnHypothesis(Prompt draft, Prompt? parent) =>
        string.IsNullOrWhiteSpace(draft.Hypothesis) || draft.Hypothesis == parent?.Hypothesis ? null : draft.Hypothesis;

    /// <summary>
    /// Freezes the draft; null, with problems reported and no file changed, if it cannot be frozen. The caller holds the prompt's lock.
    /// </summary>
    public FrozenVersion? Freeze(FreezeOptions request, Problems problems)
    {
        _interrupted.Complete(request.Name, problems);
        if (library.Resolve(new PromptReference(request.Name, request.Draft), problems) is null)
            return null;
        // The text that is decided on is the text that is frozen: an editor does not wait for our lock.
        var path = library.PathOf(request.Name, request.Draft + PromptFile.Extension);
        var shown = library.ShownPathOf(request.Name, request.Draft + PromptFile.Extension);
        var text = TextFile.Read(path, shown);
        if (PromptFile.Parse(text, path, shown, problems) is not { } draft)
            return null;
        if (_interrupted.VersionOf(request, draft, problems) is { } completed)
        {
            FinishDraft(request, text, completed.Version, problems);
            return FrozenOf(completed, problems);
        }

        var line = _interrupted.LineOf(draft);
        if (line is null)
            CheckCanFreeze(request, draft, problems);
        if (problems.HasErrors)
            return null;
        var frozen = Write(request, draft, text, line, problems);
        FinishDraft(request, text, frozen.Version, problems);
        return FrozenOf(frozen, problems);
    }

    private FrozenVersion FrozenOf(Prompt version, Problems problems) =>
        new(version, library.ChangesOf(version, problems), library.ElementsOf(version, problems));

    private void CheckCanFreeze(FreezeOptions request, Prompt draft, Problems problems)
    {
        var versions = library.Versions(request.Name);
        var parent = draft.Parent is { } name ? library.Read(request.Name, name, problems) : null;
        var elements = parent is null ? [] : PromptElements.Between(parent, draft);
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
        if (request.Hypothesis is null && OwnHypothesis(draft, parent) is null)
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

    private Prompt Write(FreezeOptions request, Prompt draft, string text, LockedVersion? line, Problems problems)
    {
        var (version, frozenAt) = line is null ? (NextVersion(request.Name), time.GetUtcNow()) : (line.Version, line.FrozenAt);
        var file = version + PromptFile.Extension;
        var (path, shown) = (library.PathOf(request.Name, file), library.ShownPathOf(request.Name, file));
        var frozenText = FrozenText.Of(text, draft, version, library.ChangesOf(draft, problems), request, frozenAt);
        var frozen = PromptFile.Parse(frozenText, path, shown, problems);
        problems.ThrowIfErrors();
        TextFile.WritePending(path, frozenText);
        if (line is null)
            library.AppendToLock(frozen!, frozenAt);
        TextFile.MovePending(path);
        library.Forget(request.Name, version);
        return frozen!;
    }

    // A number that the lock has is taken, even where its file is missing.
    private string NextVersion(string name)
    {
        var taken = library.Versions(name).Concat(library.ReadLock(name, new Problems()).Select(line => line.Version));
        return (PromptVersion.Of(taken.MaxBy(PromptVersion.SortKey))?.Next ?? PromptVersion.First).ToString();
    }

    // The next edit starts from the frozen text, with an empty hypothesis. What was edited meanwhile stays, as a change of that text.
    private void FinishDraft(FreezeOptions request, string frozen, string version, Problems problems)
    {
        var file = request.Draft + PromptFile.Extension;
        var (path, shown) = (library.PathOf(request.Name, file), library.ShownPathOf(request.Name, file));
        var now = TextFile.TryRead(path, shown, new Problems()) ?? frozen;
        if (request.Draft == PromptLibrary.Draft)
            ResetDraft(path, shown, now, version);
        else if (now == frozen)
            DurableSteps.Delete(path);
        else
            problems.Warn(shown, null, $"The draft was edited while {version} was frozen from its former text, so it stays.");
    }

    private static void ResetDraft(string path, string shown, string text, string version)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            TextFile.WritePending(path, PromptStarter.ChildOf(text, version));
            var now = TextFile.TryRead(path, shown, new Problems()) ?? text;
            if (now == text)
                break;
            text = now; // saved by an editor just now
        }

        TextFile.MovePending(path);
    }
}
