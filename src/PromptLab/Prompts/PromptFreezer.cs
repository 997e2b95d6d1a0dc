using System.Globalization;
using System.Text.Json;
using PromptLab.Files;

namespace PromptLab.Prompts;

/// <summary>What a freeze is asked to do.</summary>
public sealed record FreezeOptions
{
    /// <summary>The prompt.</summary>
    public required string Name { get; init; }

    /// <summary>The draft: <c>draft</c>, or one that it was split into.</summary>
    public string Draft { get; init; } = PromptLibrary.Draft;

    /// <summary>What the author expects to be fixed; null where the draft's own is meant.</summary>
    public string? Hypothesis { get; init; }

    /// <summary>The name of the change; null where the draft's own is meant.</summary>
    public string? Title { get; init; }

    /// <summary>What is predicted to be fixed; empty where the draft's own is meant.</summary>
    public IReadOnlyList<string> PredictedFixes { get; init; } = [];

    /// <summary>What may break; empty where the draft's own is meant.</summary>
    public IReadOnlyList<string> MightBreak { get; init; } = [];

    /// <summary>Why more than one element changes; null where nobody says.</summary>
    public string? ManyChangesReason { get; init; }

    /// <summary>True where more than one change without a reason is an error.</summary>
    public bool Strict { get; init; }
}

/// <summary>A version that was just frozen.</summary>
/// <param name="Version">The version.</param>
/// <param name="Changes">What changed against its parent: sections, render options and the like.</param>
/// <param name="Elements">The same, each example and each line of the constraints on its own.</param>
public sealed record FrozenVersion(Prompt Version, IReadOnlyList<string> Changes, IReadOnlyList<string> Elements);

/// <summary>Makes the next version of a prompt from its draft. The draft stays, as a child of the new version.</summary>
/// <param name="library">The prompts.</param>
/// <param name="time">The clock.</param>
internal sealed class PromptFreezer(PromptLibrary library, TimeProvider time)
{
    /// <summary>The hypothesis that a draft brings along: null where it has none, or still has its parent's.</summary>
    public string? HypothesisOf(string name, Problems problems, string draftName = PromptLibrary.Draft)
    {
        var draft = library.Resolve(new PromptReference(name, draftName), problems);
        var parent = draft?.Parent is { } version ? library.Read(name, version, problems) : null;
        return string.IsNullOrWhiteSpace(draft?.Hypothesis) || draft.Hypothesis == parent?.Hypothesis ? null : draft.Hypothesis;
    }

    /// <summary>Freezes the draft; null with problems noted where it can't be frozen, and then no file has changed.</summary>
    public FrozenVersion? Freeze(FreezeOptions request, Problems problems)
    {
        if (library.Resolve(new PromptReference(request.Name, request.Draft), problems) is not { } draft)
            return null;
        var versions = library.Versions(request.Name);
        var parent = draft.Parent is { } name ? library.Read(request.Name, name, problems) : null;
        var changes = parent is null ? [] : PromptChanges.Between(parent, draft);
        var elements = parent is null ? [] : PromptElements.Between(parent, draft);
        Check(request, draft, parent, versions, elements, problems);
        if (problems.HasErrors)
            return null;
        var next = PromptVersion.Of(versions is [.., var last] ? last : null)?.Next ?? PromptVersion.First;
        return new FrozenVersion(Write(request, draft, next.ToString(), changes, problems), changes, elements);
    }

    private void Check(
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
        if (library.LockOf(request.Name, problems).FirstOrDefault(locked => locked.Hash == draft.Hash) is { } same)
            problems.Add(
                draft.File,
                null,
                $"The draft is the same as {request.Name}@{same.Version}: the model would see no difference. Change one section first."
            );
        if (request.Hypothesis is null && HypothesisOf(request.Name, problems, request.Draft) is null)
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
                Predictions(Either(request.PredictedFixes, draft.PredictedFixes), Either(request.MightBreak, draft.MightBreak))
            );
        if (request.ManyChangesReason is not null)
            text.SetText("allow_many", request.ManyChangesReason);
        var file = next + PromptFile.Extension;
        TextFile.WriteAtomically(library.PathOf(request.Name, file), text.ToString());
        var frozen = PromptFile.Read(library.PathOf(request.Name, file), library.ShownOf(request.Name, file), problems);
        problems.ThrowIfErrors();
        PromptLock.Append(
            library.PathOf(request.Name, PromptLock.FileName),
            library.ShownOf(request.Name, PromptLock.FileName),
            frozen!,
            now
        );
        if (request.Draft == PromptLibrary.Draft)
            MoveDraftOn(draftPath, draft, next);
        else
            File.Delete(draftPath);
        return frozen!;
    }

    private static IReadOnlyList<string> Either(IReadOnlyList<string> first, IReadOnlyList<string> second) =>
        first.Count > 0 ? first : second;

    private static string Predictions(IReadOnlyList<string> fixes, IReadOnlyList<string> mightBreak) =>
        $"{{ fixes: {JsonSerializer.Serialize(fixes, FileJson.Line)}, might_break: {JsonSerializer.Serialize(mightBreak, FileJson.Line)} }}";

    // The next edit starts from what was just frozen, with a hypothesis still to be written.
    private static void MoveDraftOn(string draftPath, Prompt draft, string parent)
    {
        TextFile.WriteAtomically(draftPath, PromptStarter.TextFrom(TextFile.Read(draftPath, draft.File), parent));
    }
}
