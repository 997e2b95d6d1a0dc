using PromptLab.Files;
using PromptLab.Texts;

namespace PromptLab.EvalSets;

/// <summary>The folder of eval sets: finds them by name.</summary>
/// <param name="folder">The full path of the folder.</param>
/// <param name="shownAs">The folder as the user would name it.</param>
/// <param name="time">The clock used while waiting for whoever writes a ledger; null for that of the machine.</param>
internal sealed class EvalSetLibrary(string folder, string shownAs, TimeProvider? time = null)
{
    // Null to read the files again each time.
    private readonly FileReadCache? _cache;

    /// <summary>A library that reads each eval set once, for one piece of work.</summary>
    internal EvalSetLibrary(string folder, string shownAs, FileReadCache cache, TimeProvider time)
        : this(folder, shownAs, time) => _cache = cache;

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

    /// <summary>The splits that an eval set declares; its items may name others. Empty where the file can't be read.</summary>
    public IReadOnlyList<string> DeclaredSplits(string name)
    {
        var shown = $"{shownAs}/{name}/{EvalSetFile.FileName}";
        return TextFile.TryRead(Path.Combine(folder, name, EvalSetFile.FileName), shown, new Problems()) is { } text
            ? YamlMap.Read(text, shown, new Problems())?.Map("splits")?.Keys ?? []
            : [];
    }

    /// <summary>
    /// Keeps other processes from changing an eval set until it is disposed of; null, with nothing held, where there is none.
    /// </summary>
    /// <exception cref="InputException">Another process holds it for 30 seconds, or the folder is not writable.</exception>
    public IDisposable? LockExisting(string name, TimeProvider time) =>
        Names.Contains(name, StringComparer.Ordinal) ? SubjectLock.Acquire(Path.Combine(folder, name), $"{shownAs}/{name}", time) : null;

    /// <summary>
    /// The eval set with a name; null, with problems reported, if it does not exist or has errors. A sealed item outside a holdout,
    /// of whatever eval set of the project, is an error.
    /// </summary>
    public EvalSet? Resolve(string name, Problems problems)
    {
        var found = new Problems();
        var evalSet = Read(name, found);
        if (evalSet is not null)
            Seals.Check(evalSet, found);
        problems.AddRange(found.Found);
        return found.HasErrors ? null : evalSet;
    }

    /// <summary>The ledgers in the folder, sorted by the name of theirs; one stays where its eval set was removed.</summary>
    public IReadOnlyList<(string Name, string Path, string ShownAs)> Ledgers =>
        Directory.Exists(folder)
            ?
            [
                .. Directory
                    .EnumerateDirectories(folder)
                    .Select(path => (Name: Path.GetFileName(path), Path: Path.Combine(path, EvalSet.LedgerName)))
                    .Where(ledger => File.Exists(ledger.Path))
                    .OrderBy(ledger => ledger.Name, StringComparer.Ordinal)
                    .Select(ledger => (ledger.Name, ledger.Path, $"{shownAs}/{ledger.Name}/{EvalSet.LedgerName}")),
            ]
            : [];

    /// <summary>The sealed items of the project: those of all its holdouts, and those that its ledgers name.</summary>
    public SealRegistry Seals => _cache is null ? ReadSeals() : _cache.GetOrRead(folder, new Problems(), _ => ReadSeals());

    private SealRegistry ReadSeals() =>
        SealRegistry.Of(
            [.. Names.Where(MayHaveHoldout).Select(name => Read(name, new Problems())).OfType<EvalSet>()],
            [.. Ledgers.Select(ledger => LedgerSeals.Of(ReadLedger(ledger.Path, ledger.ShownAs), ledger.ShownAs))]
        );

    /// <summary>The bytes of a ledger, as they were when they were first read for this piece of work.</summary>
    /// <exception cref="InputException">It is unreadable, or another process has held it for 30 seconds.</exception>
    public byte[] ReadLedger(string path, string shownAs)
    {
        return _cache is null ? Read() : _cache.GetOrRead(path, new Problems(), _ => Read());

        byte[] Read() => WriterLock.Read(path, shownAs, time ?? TimeProvider.System);
    }

    private EvalSet? Read(string name, Problems problems) =>
        _cache is null
            ? Resolve(name, new EvalSetReadOptions(), problems)
            : _cache.GetOrRead(Path.Combine(folder, name), problems, found => Resolve(name, KnownTextOf(name), found));

    // The items of a set that declares no split to confirm on need not be read: there may be a million of them.
    private bool MayHaveHoldout(string name) =>
        KnownTextOf(name)
            .TextOverrides.Values.All(text =>
                text.Contains(SplitNames.Holdout, StringComparison.Ordinal) || text.Contains("confirm", StringComparison.Ordinal)
            );

    // The text of evalset.yaml, read once; none where it can't be read, which whoever reads the set reports.
    private EvalSetReadOptions KnownTextOf(string name)
    {
        var path = Path.Combine(folder, name, EvalSetFile.FileName);
        try
        {
            return _cache is null || !File.Exists(path)
                ? new EvalSetReadOptions()
                : new EvalSetReadOptions
                {
                    TextOverrides = new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        [path] = _cache.ReadText(path, $"{shownAs}/{name}/{EvalSetFile.FileName}"),
                    },
                };
        }
        catch (InputException)
        {
            return new EvalSetReadOptions();
        }
    }

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
