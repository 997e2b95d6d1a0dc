using PromptLab.Files;
using PromptLab.Texts;

namespace PromptLab.Prompts;

/// <summary>The folder of prompts: resolves references to versions and checks that frozen versions are unchanged.</summary>
/// <param name="folder">The full path of the folder.</param>
/// <param name="shownAs">The folder as the user would name it.</param>
internal sealed partial class PromptLibrary(string folder, string shownAs)
{
    // Null to read the files again each time.
    private readonly FileReadCache? _cache;

    /// <summary>A library that reads each file once, for one piece of work.</summary>
    internal PromptLibrary(string folder, string shownAs, FileReadCache cache)
        : this(folder, shownAs) => _cache = cache;

    /// <summary>The version name of the editable text, <c>draft</c>.</summary>
    public const string Draft = PromptReference.Draft;

    private const string Latest = "latest";
    private const int MinHashDigits = 6;

    /// <summary>The names of all prompts, sorted; empty if the folder does not exist.</summary>
    public IReadOnlyList<string> Names =>
        Directory.Exists(folder)
            ?
            [
                .. Directory
                    .EnumerateDirectories(folder)
                    .Where(path => Directory.EnumerateFiles(path, "*" + PromptFile.Extension).Any())
                    .Select(path => Path.GetFileName(path)!)
                    .Order(StringComparer.Ordinal),
            ]
            : [];

    /// <summary>The frozen versions of a prompt that exist as files, in numeric order: <c>v1</c>, <c>v2</c>, ….</summary>
    public IReadOnlyList<string> Versions(string name) =>
        [.. FilesOf(name).Where(file => PromptVersion.Of(file) is not null).OrderBy(PromptVersion.SortKey)];

    /// <summary>The editable texts of a prompt: its draft, and those of a split draft.</summary>
    public IReadOnlyList<string> Drafts(string name) => [.. FilesOf(name).Where(PromptFile.IsDraft)];

    /// <summary>True if the prompt has a <c>draft</c>; those of a split draft do not count.</summary>
    public bool HasDraft(string name) => FilesOf(name).Contains(Draft, StringComparer.Ordinal);

    /// <summary>The labels of a prompt; empty if it has none. Problems are reported.</summary>
    public IReadOnlyList<PromptLabel> Labels(string name, Problems problems)
    {
        var (path, shown) = (PathOf(name, PromptLabels.FileName), ShownPathOf(name, PromptLabels.FileName));
        return ReadCached(path, problems, found => PromptLabels.Read(path, shown, found));
    }

    /// <summary>The labels read from the file again, for a caller that holds the lock of their history.</summary>
    internal IReadOnlyList<PromptLabel> ReloadLabels(string name, Problems problems)
    {
        _cache?.Invalidate(PathOf(name, PromptLabels.FileName));
        return Labels(name, problems);
    }

    /// <summary>The full path of a file in a prompt's folder.</summary>
    public string PathOf(string name, string file) => Path.Combine(folder, name, file);

    /// <summary>The path of a file in a prompt's folder, as the user would name it.</summary>
    public string ShownPathOf(string name, string file) => $"{shownAs}/{name}/{file}";

    /// <summary>
    /// The prompt that a reference names: <c>name@v3</c>, <c>name@label</c>, <c>name@latest</c>, <c>name@draft</c>,
    /// <c>name@sha256:…</c>, or the bare name for its latest version (its draft if nothing is frozen). Null, with problems
    /// reported, if there is none or a frozen version was edited.
    /// </summary>
    public Prompt? Resolve(string reference, Problems problems) => Resolve(PromptReference.Parse(reference), problems);

    /// <summary>The prompt that a parsed reference names; null, with problems reported, as for a text.</summary>
    public Prompt? Resolve(PromptReference reference, Problems problems)
    {
        var (name, requested) = reference;
        if (!Names.Contains(name, StringComparer.Ordinal))
        {
            problems.Add(reference.ToString(), null, $"There is no prompt “{name}” in {shownAs}.{NearestName.Suggest(name, Names)}");
            return null;
        }

        requested ??= Versions(name) is [.., var last] ? last : Draft;
        return ResolveVersion(name, requested, reference.ToString(), problems) is { } version ? Read(name, version, problems) : null;
    }

    /// <summary>A version or draft; null, with problems reported, if it is invalid or was edited after it was frozen.</summary>
    public Prompt? Read(string name, string version, Problems problems)
    {
        var prompt = ReadUnchecked(name, version, problems);
        return prompt is null || CheckAgainstLock(prompt, ReadLock(name, problems), problems) ? prompt : null;
    }

    /// <summary>
    /// Reads a prompt file in any folder; null, with problems reported, if it is invalid or was edited after it was frozen.
    /// </summary>
    public static Prompt? ReadFile(string path, Problems problems)
    {
        var shown = path.Replace('\\', '/');
        if (!path.EndsWith(PromptFile.Extension, StringComparison.Ordinal))
        {
            problems.Add(shown, null, $"A prompt file's name ends with {PromptFile.Extension}.");
            return null;
        }

        var prompt = PromptFile.Read(Path.GetFullPath(path), shown, problems);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var library = new PromptLibrary(Path.GetDirectoryName(folder) ?? folder, Path.GetDirectoryName(Path.GetDirectoryName(shown)) ?? "");
        return prompt is null || library.CheckAgainstLock(prompt, library.ReadLock(prompt.Name, problems), problems) ? prompt : null;
    }

    /// <summary>Every valid version and draft. Reports all problems with them, the lock and the labels.</summary>
    public IReadOnlyList<Prompt> ReadAll(string name, Problems problems)
    {
        var versions = Versions(name);
        var all = versions.Concat(Drafts(name)).Select(version => Read(name, version, problems)).OfType<Prompt>().ToList();
        foreach (
            var missing in ReadLock(name, new Problems())
                .Where(locked => !versions.Contains(locked.Version, StringComparer.Ordinal))
                .DistinctBy(locked => locked.Version)
        )
            problems.Add(
                ShownPathOf(name, PromptLock.FileName),
                missing.Line,
                $"{missing.Version} was frozen, but {ShownPathOf(name, missing.Version + PromptFile.Extension)} is missing. {WayToRestore(missing, name, all)}"
            );
        foreach (var label in Labels(name, problems).Where(label => !versions.Contains(label.Version, StringComparer.Ordinal)))
            problems.Add(
                ShownPathOf(name, PromptLabels.FileName),
                label.Line,
                $"The label “{label.Name}” points to “{label.Version}”, which is no version of {name}.{NearestName.Suggest(label.Version, versions)}"
            );
        foreach (var prompt in all.Where(prompt => prompt.Parent is not null && !versions.Contains(prompt.Parent, StringComparer.Ordinal)))
            problems.Add(
                prompt.File,
                null,
                $"The parent “{prompt.Parent}” is no version of {name}.{NearestName.Suggest(prompt.Parent!, versions)}"
            );
        ReportEmptyLock(name, versions, problems);
        ReportOtherFiles(name, problems);
        return all;
    }

    /// <summary>What changed from the prompt's parent; empty for a first version, or if the parent is unreadable.</summary>
    public IReadOnlyList<string> ChangesOf(Prompt prompt, Problems problems) =>
        prompt.Parent is { } parent && Read(prompt.Name, parent, problems) is { } before ? PromptChanges.Between(before, prompt) : [];

    /// <summary>The elements that changed from the prompt's parent; empty as for <see cref="ChangesOf"/>.</summary>
    public IReadOnlyList<string> ElementsOf(Prompt prompt, Problems problems) =>
        prompt.Parent is { } parent && Read(prompt.Name, parent, problems) is { } before ? PromptElements.Between(before, prompt) : [];

    /// <summary>The moves of a prompt's labels. A text that was renumbered has its number of today in them.</summary>
    public LabelHistory LabelHistoryOf(string name, TimeProvider time) =>
        new(Path.Combine(folder, name), $"{shownAs}/{name}", time, (version, hash) =>
            PromptLock.NumberNow(version, hash, ReadLock(name, new Problems()))
        );

    internal IReadOnlyList<LockedVersion> ReadLock(string name, Problems problems)
    {
        var (path, shown) = (PathOf(name, PromptLock.FileName), ShownPathOf(name, PromptLock.FileName));
        return ReadCached(path, problems, found => PromptLock.Read(path, shown, found));
    }

    private T ReadCached<T>(string path, Problems problems, Func<Problems, T> cache) =>
        _cache is null ? cache(problems) : _cache.GetOrRead(path, problems, cache);

    private string? ResolveVersion(string name, string requested, string reference, Problems problems)
    {
        var versions = Versions(name);
        if (requested.StartsWith(ContentHash.Prefix, StringComparison.Ordinal))
            return ResolveHash(name, requested, reference, problems);
        if (requested == Latest)
            return versions.Count > 0
                ? versions[^1]
                : ReportMissing(reference, $"{name} has no frozen version yet. Freeze its draft: promptlab freeze {name}", problems);
        if (requested == Draft)
            return HasDraft(name)
                ? Draft
                : ReportMissing(reference, $"{name} has no draft. Make one: promptlab new {name} --from {name}@latest", problems);
        if (PromptFile.IsDraft(requested))
            return Drafts(name).Contains(requested, StringComparer.Ordinal)
                ? requested
                : ReportMissing(reference, $"{name} has no {requested}.{NearestName.Suggest(requested, Drafts(name))}", problems);
        var found = new Problems();
        var labels = Labels(name, found);
        problems.AddRange(found.Found);
        if (found.HasErrors && !versions.Contains(requested, StringComparer.Ordinal))
            return null; // it may be one of the labels that can't be read
        var version = labels.FirstOrDefault(label => label.Name == requested)?.Version ?? requested;
        return versions.Contains(version, StringComparer.Ordinal)
            ? version
            : ReportMissing(
                reference,
                $"{name} has no version or label “{requested}”.{NearestName.Suggest(requested, [.. versions, .. labels.Select(label => label.Name), Latest, Draft])}",
                problems
            );
    }

    private string? ResolveHash(string name, string hash, string reference, Problems problems)
    {
        if (hash.Length < ContentHash.Prefix.Length + MinHashDigits)
            return ReportMissing(reference, $"Give at least {MinHashDigits} digits of the hash.", problems);
        var locks = ReadLock(name, problems);
        var found = Versions(name)
            .Where(version => HashOf(name, version, locks)?.StartsWith(hash, StringComparison.Ordinal) == true)
            .ToList();
        return found switch
        {
            [var only] => only,
            [] => ReportMissing(
                reference,
                $"No frozen version of {name} has this hash; see {ShownPathOf(name, PromptLock.FileName)}.",
                problems
            ),
            _ => ReportMissing(reference, $"Several versions of {name} begin so: {string.Join(", ", found)}. Give more digits.", problems),
        };
    }

    private string? HashOf(string name, string version, IReadOnlyList<LockedVersion> locks) =>
        locks.FirstOrDefault(locked => locked.Version == version)?.Hash ?? ReadUnchecked(name, version, new Problems())?.Hash;

    // Drafts change, both by hand and by PromptLab; frozen versions do not.
    private Prompt? ReadUnchecked(string name, string version, Problems problems)
    {
        var (path, shown) = (PathOf(name, version + PromptFile.Extension), ShownPathOf(name, version + PromptFile.Extension));
        return PromptFile.IsDraft(version)
            ? PromptFile.Read(path, shown, problems, _cache)
            : ReadCached(path, problems, found => PromptFile.Read(path, shown, found, _cache));
    }

    private static string? ReportMissing(string reference, string message, Problems problems)
    {
        problems.Add(reference, null, message);
        return null;
    }

    private bool CheckAgainstLock(Prompt prompt, IReadOnlyList<LockedVersion> locked, Problems problems)
    {
        if (PromptFile.IsDraft(prompt.Version))
            return true;
        if (locked.FirstOrDefault(line => line.Version == prompt.Version) is not { } line)
        {
            problems.Warn(
                prompt.File,
                null,
                $"{prompt.Version} is not in {ShownPathOf(prompt.Name, PromptLock.FileName)}, so nobody would notice an edit of it. Make versions from drafts: promptlab freeze {prompt.Name}. Where the draft has the same text, that enters {prompt.Version}."
            );
            return true;
        }

        if (line.Hash != prompt.Hash)
        {
            problems.Add(
                prompt.File,
                null,
                $"{prompt.Reference} was edited after it was frozen: it is {ContentHash.Short(prompt.Hash)}, and was {ContentHash.Short(line.Hash)}. Restore it from version control; to change it, copy it to draft{PromptFile.Extension} with “version: draft” and freeze that."
            );
            return false;
        }

        var metadata = PromptIdentity.MetadataHash(prompt);
        if (!locked.Any(one => one.Version == prompt.Version && one.MetadataHash == metadata))
            problems.Warn(
                prompt.File,
                null,
                $"The title, hypothesis, author, date, parent or tags of {prompt.Reference} were edited after it was frozen. The text that the model sees was not."
            );
        return true;
    }

    // No command leaves a lock without a line, and each version in it would seem to be one that was never locked.
    private void ReportEmptyLock(string name, IReadOnlyList<string> versions, Problems problems)
    {
        var shown = ShownPathOf(name, PromptLock.FileName);
        if (versions.Count > 0 && File.Exists(PathOf(name, PromptLock.FileName)) && ReadLock(name, problems).Count == 0)
            problems.Add(
                shown,
                null,
                $"The lock has no version, and {name} has {versions.Count}. Restore it from version control; lines are only ever appended."
            );
    }

    private void ReportOtherFiles(string name, Problems problems)
    {
        foreach (var other in FilesOf(name).Where(file => !PromptFile.IsDraft(file) && PromptVersion.Of(file) is null))
            problems.Add(
                ShownPathOf(name, other + PromptFile.Extension),
                null,
                $"“{other}” is neither a version nor the draft. Name the file v1{PromptFile.Extension}, v2{PromptFile.Extension}, … or draft{PromptFile.Extension}."
            );
    }

    private List<string> FilesOf(string name) =>
        Directory.Exists(Path.Combine(folder, name))
            ?
            [
                .. Directory
                    .EnumerateFiles(Path.Combine(folder, name), "*" + PromptFile.Extension)
                    .Select(path => Path.GetFileName(path)[..^PromptFile.Extension.Length])
                    .Order(StringComparer.Ordinal),
            ]
            : [];
}
