using PromptLab.Files;
using PromptLab.Texts;

namespace PromptLab.EvalSets;

/// <summary>
/// Which columns of the data files hold what, where they have names of their own: <c>columns</c> and <c>ignore</c> in
/// <c>evalset.yaml</c>. It is no part of the set's hash: the items that are read are.
/// </summary>
internal sealed class ItemMapping
{
    private const string InputPrefix = ItemColumns.Input + ".";
    private const string ExpectedPrefix = ItemColumns.Expected + ".";

    /// <summary>The names that a file of responses has, besides the id.</summary>
    private static readonly IReadOnlyList<string> OfResponses = [.. ResponseColumns.Known.Except([ResponseColumns.Id])];

    private readonly YamlMap? _columns;

    private ItemMapping(YamlMap? columns, IReadOnlyDictionary<string, string> sources, IReadOnlySet<string> ignored) =>
        (_columns, Sources, Ignored) = (columns, sources, ignored);

    /// <summary>The mapping of an eval set whose files have our names.</summary>
    public static ItemMapping None { get; } = new(null, new Dictionary<string, string>(), new HashSet<string>());

    /// <summary>The column or path of each name that is mapped, by that name: <c>expected</c> → <c>Label</c>.</summary>
    public IReadOnlyDictionary<string, string> Sources { get; }

    /// <summary>The names of the items that are mapped; those of responses are left out.</summary>
    public IEnumerable<KeyValuePair<string, string>> ItemSources =>
        Sources.Where(source => !OfResponses.Contains(source.Key, StringComparer.Ordinal));

    /// <summary>The columns that are not read.</summary>
    public IReadOnlySet<string> Ignored { get; }

    /// <summary>The names that columns may have: ours, and those that are mapped.</summary>
    public IReadOnlyCollection<string> Names =>
        new HashSet<string>([.. ItemColumns.Known, .. OfResponses, .. Sources.Values, .. Ignored], StringComparer.Ordinal);

    /// <summary>The column that holds a name of ours: the name itself where it is not mapped.</summary>
    public string SourceOf(string name) => Sources.GetValueOrDefault(name, name);

    /// <summary>Reads the keys of <c>evalset.yaml</c> and reports what can't be.</summary>
    public static ItemMapping Read(YamlMap map)
    {
        var columns = map.Map("columns");
        var sources = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in columns?.Keys ?? [])
        {
            var source = columns!.RequiredText(name);
            if (ObjectionTo(name) is { } objection)
                columns.Problem(name, objection);
            else if (source.Length > 0)
                sources[name] = source;
        }

        var ignored = map.Texts("ignore").ToHashSet(StringComparer.Ordinal);
        foreach (var both in sources.Where(source => ignored.Contains(source.Value)))
            map.Problem("ignore", $"“{both.Value}” is ignored, and “columns” reads it as {both.Key}. Take one of the two out.");
        return new ItemMapping(columns, sources, ignored);
    }

    /// <summary>Reports a column that is named here, and that a file does not have.</summary>
    /// <param name="name">Our name.</param>
    /// <param name="file">The file as the user would name it.</param>
    /// <param name="there">The columns that it has.</param>
    public void ReportMissing(string name, string file, IReadOnlyList<string> there) =>
        _columns!.Problem(
            name,
            $"{file} has no column “{Sources[name]}”, which “columns” names for {name}.{DidYouMean(Sources[name], there)} It has: {string.Join(", ", there)}."
        );

    /// <summary>Reports that a file has both a mapped column and one with our name.</summary>
    public void ReportTwice(string name, string file) =>
        _columns!.Problem(
            name,
            $"{file} has both “{Sources[name]}”, which “columns” reads as {name}, and “{name}” itself. Take {name} out of “columns”, or write: ignore: [{name}]"
        );

    private static string DidYouMean(string name, IReadOnlyList<string> there) =>
        NearestName.Find(name, there) is { } near ? $" Did you mean “{near}”?" : "";

    private static string? ObjectionTo(string name)
    {
        if (
            ItemColumns.Known.Contains(name, StringComparer.Ordinal)
            || OfResponses.Contains(name, StringComparer.Ordinal)
            || (name.StartsWith(InputPrefix, StringComparison.Ordinal) && name.Length > InputPrefix.Length)
            || (name.StartsWith(ExpectedPrefix, StringComparison.Ordinal) && name.Length > ExpectedPrefix.Length)
        )
            return null;
        var known = NearestName.Find(name, ItemColumns.Known) is { } near ? $" Did you mean “{near}”?" : "";
        return $"“{name}” is no part of an item.{known} On the left stand {string.Join(", ", ItemColumns.Known)}, expected.<field>, and input.<variable> of the prompt, such as input.{(name.Contains('.', StringComparison.Ordinal) ? "message" : name)}; on the right, the column of your file.";
    }
}
