using PromptLab.Files;
using PromptLab.Texts;

namespace PromptLab.EvalSets;

/// <summary>The folder of eval sets: finds them by name.</summary>
/// <param name="folder">The full path of the folder.</param>
/// <param name="shownAs">The folder as the user would name it.</param>
internal sealed class EvalSetLibrary(string folder, string shownAs)
{
    // Null to read the files again each time.
    private readonly FileReadCache? _cache;

    /// <summary>A library that reads each eval set once, for one piece of work.</summary>
    internal EvalSetLibrary(string folder, string shownAs, FileReadCache cache)
        : this(folder, shownAs) => _cache = cache;

    /// <summary>The names of all eval sets, sorted; empty if the folder does not exist.</summary>
    public IReadOnlyList<string> Names =>
        Directory.Exists(folder)
            ?
            [
                .. Directory
                    .EnumerateDirectories(folder)
                    .Where(path => File.Exists(Path.Combine(path, EvalSetFile.FileName)))
                    .Select(path => Path.GetFileName(path)!)
                    .Order(StringComparer.Ordinal),
            ]
            : [];

    /// <summary>
    /// Keeps other processes from changing an eval set until it is disposed of; null, with nothing held, where there is none.
    /// </summary>
    /// <exception cref="InputException">Another process holds it for 30 seconds, or the folder is not writable.</exception>
    public IDisposable? LockExisting(string name, TimeProvider time) =>
        Names.Contains(name, StringComparer.Ordinal) ? SubjectLock.Acquire(Path.Combine(folder, name), $"{shownAs}/{name}", time) : null;

    /// <summary>The eval set with a name; null, with problems reported, if it does not exist or has errors.</summary>
    public EvalSet? Resolve(string name, Problems problems) =>
        _cache is null
            ? Resolve(name, new EvalSetReadOptions(), problems)
            : _cache.GetOrRead(Path.Combine(folder, name), problems, found => Resolve(name, new EvalSetReadOptions(), found));

    /// <summary>
    /// The eval set with a name, which is yet to be split: items may lack a split, and train, dev and holdout need not be
    /// declared. Null, with problems reported, if it does not exist or has errors.
    /// </summary>
    public EvalSet? ResolveBeforeSplitting(string name, Problems problems) =>
        Resolve(name, new EvalSetReadOptions { AllowMissingSplits = true }, problems);

    private EvalSet? Resolve(string name, EvalSetReadOptions options, Problems problems)
    {
        if (Names.Contains(name, StringComparer.Ordinal))
            return EvalSetFile.Read(
                Path.Combine(folder, name, EvalSetFile.FileName),
                $"{shownAs}/{name}/{EvalSetFile.FileName}",
                options,
                problems
            );
        problems.Add(name, null, $"There is no eval set “{name}” in {shownAs}.{NearestName.Suggest(name, Names)}");
        return null;
    }
}
