using PromptLab.Files;
using PromptLab.Texts;

namespace PromptLab.EvalSets;

/// <summary>The folder of eval sets.</summary>
/// <param name="folder">The full path.</param>
/// <param name="shownAs">The path as the user would name it.</param>
internal sealed class EvalSetLibrary(string folder, string shownAs)
{
    // Null where every question is answered by the files as they are at that moment.
    private readonly FileReadCache? _read;

    /// <summary>The eval sets as they were when they were first read: for one piece of work, which reads each file once.</summary>
    internal EvalSetLibrary(string folder, string shownAs, FileReadCache read)
        : this(folder, shownAs) => _read = read;

    /// <summary>The names of all eval sets, sorted.</summary>
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

    /// <summary>The eval set with a name; null with problems noted where there is none, or where it has errors.</summary>
    public EvalSet? Resolve(string name, Problems problems) =>
        _read is null
            ? Resolve(name, new EvalSetReading(), problems)
            : _read.GetOrRead(Path.Combine(folder, name), problems, found => Resolve(name, new EvalSetReading(), found));

    /// <summary>
    /// The same for an eval set whose items are yet to be split: they may lack a split, and train, dev and holdout need
    /// not be declared.
    /// </summary>
    public EvalSet? ResolveBeforeSplitting(string name, Problems problems) =>
        Resolve(name, new EvalSetReading { BeforeSplitting = true }, problems);

    private EvalSet? Resolve(string name, EvalSetReading reading, Problems problems)
    {
        if (Names.Contains(name, StringComparer.Ordinal))
            return EvalSetFile.Read(
                Path.Combine(folder, name, EvalSetFile.FileName),
                $"{shownAs}/{name}/{EvalSetFile.FileName}",
                reading,
                problems
            );
        problems.Add(name, null, $"There is no eval set “{name}” in {shownAs}.{NearestName.Suggest(name, Names)}");
        return null;
    }
}
