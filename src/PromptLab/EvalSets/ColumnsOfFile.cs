namespace PromptLab.EvalSets;

/// <summary>
/// The columns of one CSV file by the names that they have in an item: as they stand, or as <see cref="ItemMapping"/> says.
/// </summary>
internal static class ColumnsOfFile
{
    private const string InputPrefix = ItemColumns.Input + ".";

    /// <summary>The name in an item and the position of each column that is read; problems are reported.</summary>
    public static IReadOnlyList<(string Name, int At)> Of(IReadOnlyList<string> header, ItemMapping mapping, string shownAs)
    {
        var columns = new List<(string Name, int At)>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, source) in mapping.ItemSources)
        {
            if (IndexOf(header, source) is not { } at)
            {
                mapping.ReportMissing(name, shownAs, header);
                continue;
            }

            columns.Add((InItem(name), at));
            if (!ItemColumns.Known.Contains(header[at], StringComparer.Ordinal) || mapping.Sources.ContainsKey(header[at]))
                taken.Add(header[at]); // a column with one of our names keeps its meaning too
        }

        for (var at = 0; at < header.Count; at++)
        {
            var name = header[at];
            if (taken.Contains(name) || mapping.Ignored.Contains(name) || mapping.Ignored.Contains(name.Trim()))
                continue;
            if (mapping.ItemSources.FirstOrDefault(source => InItem(source.Key) == name) is { Key: { } twice })
                mapping.ReportTwice(twice, shownAs);
            else
                columns.Add((name, at));
        }

        return columns;
    }

    // People do not see a blank at the end of a name.
    private static int? IndexOf(IReadOnlyList<string> header, string source)
    {
        var names = header.ToList();
        var at = names.IndexOf(source);
        if (at < 0)
            at = names.FindIndex(name => name.Trim() == source.Trim());
        return at < 0 ? null : at;
    }

    private static string InItem(string name) => name.StartsWith(InputPrefix, StringComparison.Ordinal) ? name[InputPrefix.Length..] : name;
}
