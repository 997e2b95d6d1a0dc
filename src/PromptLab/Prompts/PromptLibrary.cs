using PromptLab.Files;
using PromptLab.Texts;

namespace PromptLab.Prompts;

/// <summary>The folder of prompts: finds versions by reference, and watches that frozen ones stay as they were.</summary>
/// <param name="folder">The full path.</param>
/// <param name="shownAs">The path as the user would name it.</param>
internal sealed class PromptLibrary(string folder, string shownAs)
{
    // Null where every question is answered by the files as they are at that moment.
    private readonly ReadOnce? _read;

    /// <summary>The prompts as they were when they were first read: for one piece of work, which reads each file once.</summary>
    internal PromptLibrary(string folder, string shownAs, ReadOnce read)
        : this(folder, shownAs) => _read = read;

    /// <summary>The version name of the editable text.</summary>
    public const string Draft = PromptReference.Draft;

    private const string Latest = "latest";
    private const int FewestHashDigits = 6;

    /// <summary>The names of all prompts, sorted.</summary>
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

    /// <summary>The frozen versions of a prompt whose files are there, in order: <c>v1</c>, <c>v2</c>, ….</summary>
    public IReadOnlyList<string> Versions(string name) =>
        [.. FilesOf(name).Where(file => PromptVersion.Of(file) is not null).OrderBy(PromptVersion.PlaceOf)];

    /// <summary>The editable texts of a prompt: the draft, and those that it was split into.</summary>
    public IReadOnlyList<string> Drafts(string name) => [.. FilesOf(name).Where(PromptFile.IsDraft)];

    /// <summary>True where a prompt has a draft.</summary>
    public bool HasDraft(string name) => FilesOf(name).Contains(Draft, StringComparer.Ordinal);

    /// <summary>The labels of a prompt; problems are noted.</summary>
    public IReadOnlyList<PromptLabel> Labels(string name, Problems problems)
    {
        var (path, shown) = (PathOf(name, PromptLabels.FileName), ShownOf(name, PromptLabels.FileName));
        return Once(path, problems, found => PromptLabels.Read(path, shown, found));
    }

    /// <summary>The labels as they are now, whatever was read before: for whoever holds the lock of their history.</summary>
    internal IReadOnlyList<PromptLabel> LabelsNow(string name, Problems problems)
    {
        _read?.Forget(PathOf(name, PromptLabels.FileName));
        return Labels(name, problems);
    }

    /// <summary>The path of a file of a prompt.</summary>
    public string PathOf(string name, string file) => Path.Combine(folder, name, file);

    /// <summary>The path of a file of a prompt as the user would name it.</summary>
    public string ShownOf(string name, string file) => $"{shownAs}/{name}/{file}";

    /// <summary>
    /// The prompt that a reference names: <c>name@v3</c>, <c>name@label</c>, <c>name@latest</c>, <c>name@draft</c>,
    /// <c>name@sha256:…</c>, or the bare name for its latest version, or its draft where nothing is frozen yet.
    /// Null with problems noted where there is none, or where a frozen version was edited.
    /// </summary>
    public Prompt? Resolve(string reference, Problems problems) => Resolve(PromptReference.Parse(reference), problems);

    /// <summary>The prompt that a reference names, as for its text.</summary>
    public Prompt? Resolve(PromptReference reference, Problems problems)
    {
        var (name, wanted) = reference;
        if (!Names.Contains(name, StringComparer.Ordinal))
        {
            problems.Add(reference.ToString(), null, $"There is no prompt “{name}” in {shownAs}.{NearestName.Suggest(name, Names)}");
            return null;
        }

        wanted ??= Versions(name) is [.., var last] ? last : Draft;
        return VersionOf(name, wanted, reference.ToString(), problems) is { } version ? Read(name, version, problems) : null;
    }

    /// <summary>A version, or the draft; null where it has problems or was edited after it was frozen.</summary>
    public Prompt? Read(string name, string version, Problems problems)
    {
        var prompt = ReadFile(name, version, problems);
        return prompt is null || CheckLocked(prompt, LockOf(name, problems), problems) ? prompt : null;
    }

    /// <summary>Every version and the draft that can be read. Notes whatever is wrong with them, the lock and the labels.</summary>
    public IReadOnlyList<Prompt> ReadAll(string name, Problems problems)
    {
        var versions = Versions(name);
        var all = versions.Concat(Drafts(name)).Select(version => Read(name, version, problems)).OfType<Prompt>().ToList();
        foreach (var missing in LockOf(name, new Problems()).Where(locked => !versions.Contains(locked.Version, StringComparer.Ordinal)))
            problems.Add(
                ShownOf(name, PromptLock.FileName),
                missing.Line,
                $"{missing.Version} was frozen, but {ShownOf(name, missing.Version + PromptFile.Extension)} is missing. Restore it from version control."
            );
        foreach (var label in Labels(name, problems).Where(label => !versions.Contains(label.Version, StringComparer.Ordinal)))
            problems.Add(
                ShownOf(name, PromptLabels.FileName),
                label.Line,
                $"The label “{label.Name}” points to “{label.Version}”, which is no version of {name}.{NearestName.Suggest(label.Version, versions)}"
            );
        foreach (var prompt in all.Where(prompt => prompt.Parent is not null && !versions.Contains(prompt.Parent, StringComparer.Ordinal)))
            problems.Add(
                prompt.File,
                null,
                $"The parent “{prompt.Parent}” is no version of {name}.{NearestName.Suggest(prompt.Parent!, versions)}"
            );
        WarnOfOtherFiles(name, problems);
        return all;
    }

    /// <summary>What changed in a prompt against its parent; empty for a first version, and where the parent can't be read.</summary>
    public IReadOnlyList<string> ChangesOf(Prompt prompt, Problems problems) =>
        prompt.Parent is { } parent && Read(prompt.Name, parent, problems) is { } before ? PromptChanges.Between(before, prompt) : [];

    /// <summary>The single elements that changed in a prompt against its parent; empty as for <see cref="ChangesOf"/>.</summary>
    public IReadOnlyList<string> ElementsOf(Prompt prompt, Problems problems) =>
        prompt.Parent is { } parent && Read(prompt.Name, parent, problems) is { } before ? PromptElements.Between(before, prompt) : [];

    /// <summary>Points a label to a version, and gives the version that it pointed to before; null for a new label.</summary>
    /// <exception cref="InputException">
    /// The labels can't be read or written, or are written in a way that can't be edited line by line.
    /// </exception>
    public string? MoveLabel(string name, string label, string version)
    {
        var (before, text) = WithLabel(name, label, version);
        SharedFile.Replace(PathOf(name, PromptLabels.FileName), ShownOf(name, PromptLabels.FileName), text);
        _read?.Forget(PathOf(name, PromptLabels.FileName));
        return before;
    }

    /// <summary>Checks that a label can be pointed to a version.</summary>
    /// <exception cref="InputException">The labels can't be read, or are written in a way that can't be edited line by line.</exception>
    public void CheckLabel(string name, string label, string version) => WithLabel(name, label, version);

    private (string? Before, string Text) WithLabel(string name, string label, string version)
    {
        var (path, shown) = (PathOf(name, PromptLabels.FileName), ShownOf(name, PromptLabels.FileName));
        var problems = new Problems();
        var before = LabelsNow(name, problems).FirstOrDefault(one => one.Name == label)?.Version;
        problems.ThrowIfErrors();
        var text = PromptLabels.Set(File.Exists(path) ? TextFile.Read(path, shown) : null, label, version);
        var after = YamlMap.Read(text, shown, new Problems())?.Map("labels")?.Text(label);
        if (after != version)
            throw new InputException(
                shown,
                null,
                $"Write the labels one to a line (“  {label}: {version}”), so that the rest of the file can stay as it is."
            );
        return (before, text);
    }

    /// <summary>The history of a prompt's labels.</summary>
    public LabelHistory HistoryOf(string name, TimeProvider time) => new(Path.Combine(folder, name), $"{shownAs}/{name}", time);

    internal IReadOnlyList<LockedVersion> LockOf(string name, Problems problems)
    {
        var (path, shown) = (PathOf(name, PromptLock.FileName), ShownOf(name, PromptLock.FileName));
        return Once(path, problems, found => PromptLock.Read(path, shown, found));
    }

    private T Once<T>(string path, Problems problems, Func<Problems, T> read) =>
        _read is null ? read(problems) : _read.Of(path, problems, read);

    private string? VersionOf(string name, string wanted, string reference, Problems problems)
    {
        var versions = Versions(name);
        if (wanted.StartsWith(ContentHash.Prefix, StringComparison.Ordinal))
            return WithHash(name, wanted, reference, problems);
        if (wanted == Latest)
            return versions.Count > 0
                ? versions[^1]
                : Missing(reference, $"{name} has no frozen version yet. Freeze its draft: promptlab freeze {name}", problems);
        if (wanted == Draft)
            return HasDraft(name)
                ? Draft
                : Missing(reference, $"{name} has no draft. Make one: promptlab new {name} --from {name}@latest", problems);
        if (PromptFile.IsDraft(wanted))
            return Drafts(name).Contains(wanted, StringComparer.Ordinal)
                ? wanted
                : Missing(reference, $"{name} has no {wanted}.{NearestName.Suggest(wanted, Drafts(name))}", problems);
        var labels = Labels(name, problems);
        var version = labels.FirstOrDefault(label => label.Name == wanted)?.Version ?? wanted;
        return versions.Contains(version, StringComparer.Ordinal)
            ? version
            : Missing(
                reference,
                $"{name} has no version or label “{wanted}”.{NearestName.Suggest(wanted, [.. versions, .. labels.Select(label => label.Name), Latest, Draft])}",
                problems
            );
    }

    private string? WithHash(string name, string hash, string reference, Problems problems)
    {
        if (hash.Length < ContentHash.Prefix.Length + FewestHashDigits)
            return Missing(reference, $"Give at least {FewestHashDigits} digits of the hash.", problems);
        var locks = LockOf(name, problems);
        var found = Versions(name)
            .Where(version => HashOf(name, version, locks)?.StartsWith(hash, StringComparison.Ordinal) == true)
            .ToList();
        return found switch
        {
            [var only] => only,
            [] => Missing(reference, $"No frozen version of {name} has this hash; see {ShownOf(name, PromptLock.FileName)}.", problems),
            _ => Missing(reference, $"Several versions of {name} begin so: {string.Join(", ", found)}. Give more digits.", problems),
        };
    }

    private string? HashOf(string name, string version, IReadOnlyList<LockedVersion> locks) =>
        locks.FirstOrDefault(locked => locked.Version == version)?.Hash ?? ReadFile(name, version, new Problems())?.Hash;

    // A draft is edited, by people and by us; a frozen version stays as it is.
    private Prompt? ReadFile(string name, string version, Problems problems)
    {
        var (path, shown) = (PathOf(name, version + PromptFile.Extension), ShownOf(name, version + PromptFile.Extension));
        return PromptFile.IsDraft(version)
            ? PromptFile.Read(path, shown, problems, _read)
            : Once(path, problems, found => PromptFile.Read(path, shown, found, _read));
    }

    private static string? Missing(string reference, string message, Problems problems)
    {
        problems.Add(reference, null, message);
        return null;
    }

    private bool CheckLocked(Prompt prompt, IReadOnlyList<LockedVersion> locked, Problems problems)
    {
        if (PromptFile.IsDraft(prompt.Version))
            return true;
        if (locked.FirstOrDefault(line => line.Version == prompt.Version) is not { } line)
        {
            problems.Warn(
                prompt.File,
                null,
                $"{prompt.Version} is not in {ShownOf(prompt.Name, PromptLock.FileName)}, so nobody would notice an edit of it. Make versions from drafts: promptlab freeze {prompt.Name}"
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

        if (line.MetadataHash != PromptIdentity.MetadataHash(prompt))
            problems.Warn(
                prompt.File,
                null,
                $"The title, hypothesis, author, date, parent or tags of {prompt.Reference} were edited after it was frozen. The text that the model sees was not."
            );
        return true;
    }

    private void WarnOfOtherFiles(string name, Problems problems)
    {
        foreach (var other in FilesOf(name).Where(file => !PromptFile.IsDraft(file) && PromptVersion.Of(file) is null))
            problems.Add(
                ShownOf(name, other + PromptFile.Extension),
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
