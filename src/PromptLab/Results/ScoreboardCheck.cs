using System.Globalization;
using PromptLab.Files;
using PromptLab.Texts;
using static System.FormattableString;

namespace PromptLab.Results;

/// <summary>Finds what keeps a file from being a scoreboard that can be appended to.</summary>
internal sealed class ScoreboardCheck(ScoreboardTable table, string shownAs, Problems problems)
{
    private const int ReadableSchema = 1;

    /// <summary>Adds every problem of the header and, where that is sound, of the rows.</summary>
    public void Run()
    {
        var before = problems.Found.Count;
        CheckHeader();
        if (problems.Found.Count > before)
            return;
        var schema = table.Columns.ToList().IndexOf(ScoreboardColumns.Schema);
        foreach (var row in table.Rows)
            CheckRow(row, schema);
    }

    private void CheckHeader()
    {
        var line = table.Records.First().Line;
        var missing = ScoreboardColumns.Keys.Except(table.Columns, StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
        {
            problems.Add(shownAs, line, MissingColumns(missing));
            return;
        }

        foreach (var twice in table.Columns.CountBy(column => column, StringComparer.Ordinal).Where(column => column.Value > 1))
            problems.Add(shownAs, line, $"The column “{twice.Key}” stands more than once. Rename or delete all but one of them.");
        if (table.Columns.Contains("", StringComparer.Ordinal))
            problems.Add(shownAs, line, "A column has no name. Name it, or delete it.");
    }

    private string MissingColumns(IReadOnlyList<string> missing)
    {
        var names = string.Join(", ", missing.Select(name => $"“{name}”{Misspelt(name)}"));
        var start =
            table.Columns is [var only] && only.AsSpan().IndexOfAny(';', '\t') >= 0
                ? "The cells are not separated by commas. Save the file as CSV with commas."
                : "This is no scoreboard. Name another file, or move this one away and a new scoreboard is begun.";
        return $"{start} Missing columns: {names}.";
    }

    private string Misspelt(string name) =>
        NearestName.Find(name, table.Columns.Except(ScoreboardColumns.Names, StringComparer.Ordinal)) is { } near
            ? $" (is it “{near}”?)"
            : "";

    private void CheckRow(SpreadsheetRecord row, int schema)
    {
        if (row.IsMalformed)
            problems.Add(shownAs, row.Line, "A quote stands inside a cell. Put the cell in quotes and double the quotes within.");
        else if (row.Cells.SequenceEqual(table.Columns, StringComparer.Ordinal))
            problems.Add(shownAs, row.Line, "The header stands here once more. Delete the line.");
        else if (row.Cells.Count != table.Columns.Count)
            problems.Add(shownAs, row.Line, Ragged(row));
        else if (schema >= 0 && int.TryParse(row.Cells[schema], CultureInfo.InvariantCulture, out var version) && version > ReadableSchema)
            problems.Add(
                shownAs,
                row.Line,
                FileFormat.LaterText(Invariant($"schema {version} of the scoreboard"), Invariant($"schema {ReadableSchema}"))
            );
    }

    private string Ragged(SpreadsheetRecord row) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"The row has {row.Cells.Count} cells and the header {table.Columns.Count}. Mend the row or delete it; a cell with a comma in it needs quotes."
        );
}
