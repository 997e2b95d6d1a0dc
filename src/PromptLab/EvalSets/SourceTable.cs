using System.Text.Json.Nodes;
using PromptLab.Files;

namespace PromptLab.EvalSets;

/// <summary>A file of somebody's own data, as a table of texts, before anybody has said what its columns hold.</summary>
/// <param name="ShownAs">The file as the user would name it.</param>
/// <param name="Columns">The names of its columns, in order of appearance.</param>
/// <param name="Rows">Its rows, at least one.</param>
internal sealed record SourceTable(string ShownAs, IReadOnlyList<string> Columns, IReadOnlyList<SourceRow> Rows)
{
    private static readonly string[] TextEndings = [".csv", ".tsv", ".txt"];
    private static readonly string[] JsonEndings = [".jsonl", ".ndjson"];

    /// <summary>Reads a CSV or JSON Lines file; null, with problems reported, if it can't be read.</summary>
    public static SourceTable? Read(string path, string shownAs, Problems problems)
    {
        var found = new Problems();
        var table = ReadOrNull(path, shownAs, found);
        if (table is { Rows.Count: 0 } && !found.HasErrors)
            found.Add(shownAs, null, "There are no rows in this file. An eval set has 50 to 100 of them.");
        problems.AddRange(found.Found);
        return found.HasErrors ? null : table;
    }

    /// <summary>The values of a column, in the order of the rows; an absent one is empty.</summary>
    public IReadOnlyList<string> ValuesOf(string column) => [.. Rows.Select(row => row.Cells.GetValueOrDefault(column, ""))];

    private static SourceTable? ReadOrNull(string path, string shownAs, Problems problems)
    {
        var ending = Path.GetExtension(path).ToLowerInvariant();
        if (!TextEndings.Contains(ending, StringComparer.Ordinal) && !JsonEndings.Contains(ending, StringComparer.Ordinal))
        {
            problems.Add(
                shownAs,
                null,
                ending is ".xlsx" or ".xls" or ".ods"
                    ? "A spreadsheet is not read as it is. Save it as “CSV UTF-8” and name that file."
                    : "Items are read from .csv and .jsonl files (a JSON object on each line). Save it as one of them."
            );
            return null;
        }

        try
        {
            using var text = TextFile.OpenData(path, shownAs);
            return JsonEndings.Contains(ending, StringComparer.Ordinal) ? OfJson(text, shownAs, problems) : OfCsv(text, shownAs, problems);
        }
        catch (InputException e)
        {
            problems.AddRange(e.Problems);
            return null;
        }
    }

    private static SourceTable? OfCsv(TextReader text, string shownAs, Problems problems)
    {
        if (CsvTable.ReadData(text, shownAs, ItemMapping.None.Names, problems) is not { } table)
            return null;
        var names = table.Header.Select(name => name.Trim()).ToList();
        return new SourceTable(
            shownAs,
            [.. names.Distinct(StringComparer.Ordinal)],
            [
                .. table.Rows.Select(row => new SourceRow(
                    row.Line,
                    names
                        .Zip(row.Cells)
                        .DistinctBy(pair => pair.First, StringComparer.Ordinal)
                        .ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal)
                )),
            ]
        );
    }

    private static SourceTable OfJson(TextReader text, string shownAs, Problems problems)
    {
        var rows = JsonLines.Read(text, shownAs, problems).Select(line => new SourceRow(line.Line, CellsOf(line.Value))).ToList();
        return new SourceTable(shownAs, [.. rows.SelectMany(row => row.Cells.Keys).Distinct(StringComparer.Ordinal)], rows);
    }

    // An object under “input” holds the variables; any other value is one cell, as JSON where it is no scalar.
    private static Dictionary<string, string> CellsOf(JsonObject line)
    {
        var cells = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in line)
        {
            if (key == ItemColumns.Input && value is JsonObject fields)
            {
                foreach (var (name, field) in fields)
                    cells.TryAdd(name, TextOf(field));
            }
            else
                cells[key] = TextOf(value);
        }

        return cells;
    }

    private static string TextOf(JsonNode? value) => value is null ? "" : CanonicalJson.TextOf(value);
}

/// <summary>One row of somebody's data.</summary>
/// <param name="Line">The line where it starts, from 1.</param>
/// <param name="Cells">Its cells by column.</param>
internal sealed record SourceRow(int Line, IReadOnlyDictionary<string, string> Cells);
