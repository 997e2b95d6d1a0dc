using PromptLab.EvalSets;
using PromptLab.Files;

namespace PromptLab.Results;

/// <summary>
/// <c>selection.csv</c> of a run: the items that it was begun with, so that it can be told later what was added, edited
/// or removed.
/// </summary>
internal static class RunSelection
{
    private static readonly string[] Header = ["id", "item_hash"];

    public static void Write(string path, IReadOnlyList<EvalItem> chosen) => TextFile.WriteAtomically(path, stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true);
            SpreadsheetCsv.WriteRecords(
                writer,
                chosen.Select(item => (IEnumerable<string>)[item.Id, ContentHash.Short(item.Hash)]).Prepend(Header)
            );
        });

    public static IReadOnlyDictionary<string, string>? Read(string path)
    {
        var problems = new Problems();
        if (
            !File.Exists(path)
            || TextFile.TryRead(path, path, problems, FileLimits.Data) is not { } text
            || CsvTable.Read(new StringReader(text), path, problems) is not { Header.Count: 2 } table
        )
            return null;
        return table
            .Rows.DistinctBy(row => row.Cells[0], StringComparer.Ordinal)
            .ToDictionary(row => row.Cells[0], row => row.Cells[1], StringComparer.Ordinal);
    }
}
