using System.Text;
using PromptLab.EvalSets;
using PromptLab.Files;

namespace PromptLab.Splitting;

/// <summary>Sets splits in the text of a CSV file without changing anything else.</summary>
internal static class CsvSplits
{
    private const char Quote = '"';

    /// <summary>The text with the splits of some items set. If there is no column “split”, one is added after “id”.</summary>
    /// <param name="text">The text of a valid file, with its own line ends and BOM.</param>
    /// <param name="mapping">The names of the columns.</param>
    /// <param name="splits">The splits by item id; other items keep theirs.</param>
    public static string Set(string text, ItemMapping mapping, IReadOnlyDictionary<string, string> splits)
    {
        var dialect = CsvDialect.Of(text, mapping.Names);
        var (result, copied) = (new StringBuilder(text.Length), 0);
        var (idColumn, splitColumn) = (-1, -1);
        foreach (var row in CsvSpans.ReadRows(text, dialect))
        {
            var isHeader = idColumn < 0;
            if (isHeader)
                (idColumn, splitColumn) = (ColumnOf(mapping.SourceOf(ItemColumns.Id)), ColumnOf(mapping.SourceOf(ItemColumns.Split)));
            else if (row.Count <= Math.Max(idColumn, splitColumn))
                continue;
            var split = isHeader ? null : splits.GetValueOrDefault(CsvSpans.ValueOf(text, row[idColumn]));
            if (splitColumn < 0)
                Write(row[idColumn].End, row[idColumn].End, dialect.Separator + (isHeader ? ItemColumns.Split : split));
            else if (split is not null)
                Write(
                    row[splitColumn].Start,
                    row[splitColumn].End,
                    text.AsSpan(row[splitColumn].Start).StartsWith(Quote) ? $"{Quote}{split}{Quote}" : split
                );

            int ColumnOf(string name) => row.FindIndex(cell => CsvSpans.ValueOf(text, cell).Trim() == name.Trim());
        }

        return result.Append(text, copied, text.Length - copied).ToString();

        void Write(int start, int end, string replacement)
        {
            result.Append(text, copied, start - copied).Append(replacement);
            copied = end;
        }
    }
}
