using System.Text;
using PromptLab.EvalSets;

namespace PromptLab.Splitting;

/// <summary>Writes splits into the text of a CSV file and leaves every other character as it is.</summary>
internal static class CsvSplits
{
    private const char Quote = '"';

    /// <summary>The text with the splits of some items set. Where there is no column “split”, one is added after “id”.</summary>
    /// <param name="text">The file's text with its own line ends and BOM; it was read without a problem before.</param>
    /// <param name="splits">The splits by item id; other items keep what they have.</param>
    public static string Set(string text, IReadOnlyDictionary<string, string> splits)
    {
        var (result, copied) = (new StringBuilder(text.Length), 0);
        var (idColumn, splitColumn) = (-1, -1);
        foreach (var row in CsvSpans.RowsOf(text))
        {
            var isHeader = idColumn < 0;
            if (isHeader)
                (idColumn, splitColumn) = (ColumnOf(ItemColumns.Id), ColumnOf(ItemColumns.Split));
            var split = isHeader ? null : splits.GetValueOrDefault(CsvSpans.ValueOf(text, row[idColumn]));
            if (splitColumn < 0)
                Write(row[idColumn].End, row[idColumn].End, "," + (isHeader ? ItemColumns.Split : split));
            else if (split is not null)
                Write(
                    row[splitColumn].Start,
                    row[splitColumn].End,
                    text.AsSpan(row[splitColumn].Start).StartsWith(Quote) ? $"{Quote}{split}{Quote}" : split
                );

            int ColumnOf(string name) => row.FindIndex(cell => CsvSpans.ValueOf(text, cell) == name);
        }

        return result.Append(text, copied, text.Length - copied).ToString();

        void Write(int start, int end, string instead)
        {
            result.Append(text, copied, start - copied).Append(instead);
            copied = end;
        }
    }
}
