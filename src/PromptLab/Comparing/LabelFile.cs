using System.Text.Json.Nodes;
using PromptLab.Files;
using PromptLab.Texts;

namespace PromptLab.Comparing;

/// <summary>
/// Reads labels that people or tools gave: <c>id</c> and a column for each rater, or <c>id</c>, <c>by</c> and <c>label</c> with a row for
/// each label.
/// </summary>
internal static class LabelFile
{
    private const string Id = "id";
    private const string By = "by";
    private const string Label = "label";

    /// <summary>The raters of the file; empty, with problems reported, where it can't be read.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="shownAs">The file as the user named it.</param>
    /// <param name="columns">The columns that are raters; empty for all but <c>id</c>.</param>
    /// <param name="problems">Collects the problems.</param>
    public static IReadOnlyList<RaterLabels> Read(string path, string shownAs, IReadOnlyList<string> columns, Problems problems)
    {
        var found = new Problems();
        var rows = RowsOf(path, shownAs, columns, found);
        var raters = found.HasErrors ? [] : RatersOf(rows, shownAs, columns, found);
        if (raters.Count == 0 && !found.HasErrors)
            found.Add(shownAs, null, "There is no label in this file.");
        problems.AddRange(found.Found);
        return found.HasErrors ? [] : raters;
    }

    private sealed record Row(int Line, IReadOnlyDictionary<string, string> Cells);

    private static List<Row> RowsOf(string path, string shownAs, IReadOnlyList<string> columns, Problems problems)
    {
        var extension = Path.GetExtension(path).ToLowerInvariant();
        if (extension is not (".csv" or ".jsonl"))
        {
            problems.Add(shownAs, null, "Labels are read from .csv and .jsonl files. Rename the file.");
            return [];
        }

        try
        {
            using var text = TextFile.OpenData(path, shownAs);
            return extension == ".csv" ? CsvRows(text, shownAs, columns, problems) : JsonRows(text, shownAs, problems);
        }
        catch (InputException e)
        {
            problems.AddRange(e.Problems);
            return [];
        }
    }

    private static List<Row> CsvRows(TextReader text, string shownAs, IReadOnlyList<string> columns, Problems problems)
    {
        if (CsvTable.ReadData(text, shownAs, [Id, By, Label, .. columns], problems) is not { } table)
            return [];
        return
        [
            .. table.Rows.Select(row => new Row(
                row.Line,
                table.Header.Zip(row.Cells).ToDictionary(cell => cell.First, cell => cell.Second, StringComparer.Ordinal)
            )),
        ];
    }

    private static List<Row> JsonRows(TextReader text, string shownAs, Problems problems) =>
        [
            .. JsonLines
                .Read(text, shownAs, problems)
                .Select(line => new Row(
                    line.Line,
                    line.Value.Where(field => field.Value is JsonValue)
                        .ToDictionary(field => field.Key, field => CanonicalJson.TextOf(field.Value), StringComparer.Ordinal)
                )),
        ];

    private static IReadOnlyList<RaterLabels> RatersOf(List<Row> rows, string shownAs, IReadOnlyList<string> columns, Problems problems)
    {
        var names = rows.SelectMany(row => row.Cells.Keys).Distinct(StringComparer.Ordinal).ToList();
        foreach (var missing in columns.Prepend(Id).Where(name => !names.Contains(name, StringComparer.Ordinal)))
            problems.Add(shownAs, 1, $"There is no column “{missing}”.{NearestName.Suggest(missing, names)}");
        if (problems.HasErrors)
            return [];
        var isLong = columns.Count == 0 && names.Contains(By, StringComparer.Ordinal) && names.Contains(Label, StringComparer.Ordinal);
        var raters = new Dictionary<string, RaterLabels>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var given = isLong
                ? [(row.Cells.GetValueOrDefault(By, ""), row.Cells.GetValueOrDefault(Label, ""))]
                : (columns.Count > 0 ? columns : [.. names.Where(name => name != Id)]).Select(name =>
                    (name, row.Cells.GetValueOrDefault(name, ""))
                );
            foreach (var (rater, label) in given)
                Add(raters, rater, label, row, shownAs, problems);
        }

        return [.. raters.Values];
    }

    private static void Add(Dictionary<string, RaterLabels> raters, string rater, string label, Row row, string shownAs, Problems problems)
    {
        var item = row.Cells.GetValueOrDefault(Id, "").Trim();
        if (item.Length == 0 || rater.Length == 0)
        {
            problems.Add(shownAs, row.Line, $"“{(item.Length == 0 ? Id : By)}” is empty.");
            return;
        }

        if (!raters.TryGetValue(rater, out var labels))
            raters.Add(rater, labels = new RaterLabels(rater) { IsOfItems = true });
        if (label.Trim().Length > 0 && !labels.Labels.TryAdd((item, 1), label.Trim()))
            problems.Add(shownAs, row.Line, $"There is a label of “{rater}” for “{item}” already. Keep one.");
    }
}
