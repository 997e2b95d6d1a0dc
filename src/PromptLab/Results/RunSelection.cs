using PromptLab.EvalSets;
using PromptLab.Files;

namespace PromptLab.Results;

/// <summary>
/// <c>selection.csv</c> of a run: the items that it was begun with, so that it can be told later what was added, edited
/// or removed, and whether the run asked items that are in a holdout now.
/// </summary>
internal static class RunSelection
{
    private static readonly string[] Header = ["id", "item_hash", "seal"];

    public static void Write(string path, IReadOnlyList<EvalItem> chosen) => TextFile.WriteAtomically(path, stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true);
            SpreadsheetCsv.WriteRecords(
                writer,
                chosen.Select(item => (IEnumerable<string>)[item.Id, ContentHash.Short(item.Hash), item.Seal]).Prepend(Header)
            );
        });

    /// <summary>The items by id; null where the file is missing or damaged.</summary>
    public static IReadOnlyDictionary<string, SelectedItem>? Read(string path)
    {
        var problems = new Problems();
        if (
            !File.Exists(path)
            || TextFile.TryRead(path, path, problems, FileLimits.Data) is not { } text
            || CsvTable.Read(new StringReader(text), path, problems) is not { Header.Count: 2 or 3 } table
        )
            return null;
        return table
            .Rows.DistinctBy(row => row.Cells[0], StringComparer.Ordinal)
            .ToDictionary(
                row => row.Cells[0],
                row => new SelectedItem(row.Cells[1], row.Cells.Count > 2 ? row.Cells[2] : null),
                StringComparer.Ordinal
            );
    }
}

/// <summary>An item that a run was begun with, as it was then.</summary>
/// <param name="Hash">Its short hash.</param>
/// <param name="Seal">Its seal; null in the files of earlier versions.</param>
internal readonly record struct SelectedItem(string Hash, string? Seal);
