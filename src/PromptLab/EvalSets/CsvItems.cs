using System.Text.Json.Nodes;
using PromptLab.Files;
using PromptLab.Texts;

namespace PromptLab.EvalSets;

/// <summary>Reads items from CSV: one column per field. An empty cell means that the item does not have the field.</summary>
internal static class CsvItems
{
    private const string ExpectedField = ItemColumns.Expected + ".";
    private const char ListSeparator = ';';

    public static IEnumerable<ItemDraft> Read(
        TextReader text,
        string shownAs,
        ItemMapping mapping,
        Dictionary<string, InputField> fields,
        Problems problems
    )
    {
        if (CsvTable.ReadData(text, shownAs, mapping.Names, problems) is not { } table)
            return [];
        var columns = ColumnsOfFile.Of(table.Header, mapping, shownAs);
        if (!mapping.Sources.ContainsKey(ItemColumns.Id) || columns.Any(column => column.Name == ItemColumns.Id))
            CheckHeader([.. columns.Select(column => column.Name)], shownAs, problems);
        foreach (var (name, _) in columns.Where(column => IsInput(column.Name)))
            fields.TryAdd(name, new InputField(name, shownAs, 1));
        return table.Rows.Select(row => ToDraft(columns, row, shownAs, problems));
    }

    private static bool IsInput(string name) =>
        name.Length > 0
        && !ItemColumns.Known.Contains(name, StringComparer.Ordinal)
        && !name.StartsWith(ExpectedField, StringComparison.Ordinal);

    private static void CheckHeader(IReadOnlyList<string> header, string shownAs, Problems problems)
    {
        if (!header.Contains(ItemColumns.Id, StringComparer.Ordinal))
            problems.Add(
                shownAs,
                1,
                $"There is no column “id”. Give each item a stable name of its own, or name the column that holds it in evalset.yaml: columns: {{ id: … }}.{NearestName.Suggest(ItemColumns.Id, header)}"
            );
        foreach (var name in header.Where(IsInput))
        {
            if (
                ItemColumns.Known.FirstOrDefault(known =>
                    known != ItemColumns.Id && known.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase)
                ) is
                { } intended
            )
                problems.Add(
                    shownAs,
                    1,
                    $"The column “{name}” would be a variable of the prompt, and none can be named so. Did you mean “{intended}”?"
                );
        }

        if (header.Contains(ExpectedField, StringComparer.Ordinal))
            problems.Add(shownAs, 1, "The column “expected.” names no field. Write expected.answer, or just expected.");
        if (
            header.Contains(ItemColumns.Expected, StringComparer.Ordinal)
            && header.Any(name => name.StartsWith(ExpectedField, StringComparison.Ordinal))
        )
            problems.Add(shownAs, 1, "There are both “expected” and “expected.<field>”. Keep one of the two ways.");
    }

    private static ItemDraft ToDraft(IReadOnlyList<(string Name, int At)> columns, CsvRow row, string shownAs, Problems problems)
    {
        var cells = columns
            .Where(column => row.Cells[column.At].Length > 0)
            .DistinctBy(column => column.Name, StringComparer.Ordinal)
            .ToDictionary(column => column.Name, column => row.Cells[column.At], StringComparer.Ordinal);
        return new ItemDraft
        {
            File = shownAs,
            Line = row.Line,
            Id = cells.GetValueOrDefault(ItemColumns.Id),
            Input = cells
                .Where(pair => IsInput(pair.Key))
                .ToDictionary(pair => pair.Key, pair => InputOf(pair.Key, pair.Value, shownAs, row.Line, problems), StringComparer.Ordinal),
            Expected = ExpectedOf(cells),
            Tags = ListOf(cells, ItemColumns.Tags),
            Split = cells.GetValueOrDefault(ItemColumns.Split),
            Weight = cells.GetValueOrDefault(ItemColumns.Weight),
            Cluster = cells.GetValueOrDefault(ItemColumns.Cluster),
            Notes = cells.GetValueOrDefault(ItemColumns.Notes),
            GraderIds = ListOf(cells, ItemColumns.Graders),
        };
    }

    // Only a conversation is JSON in a cell; in other cells braces are text.
    private static JsonNode InputOf(string name, string cell, string shownAs, int line, Problems problems)
    {
        if (name != ItemColumns.History)
            return JsonValue.Create(cell);
        if (StrictJson.TryParse(cell, out var conversation) && conversation is not null)
            return conversation;
        problems.Add(
            shownAs,
            line,
            $"“{name}” is not valid JSON. Write [{{\"role\": \"user\", \"content\": \"…\"}}, …], with the quotes doubled inside the cell."
        );
        return JsonValue.Create("");
    }

    private static JsonNode? ExpectedOf(Dictionary<string, string> cells)
    {
        if (cells.TryGetValue(ItemColumns.Expected, out var whole))
            return JsonValue.Create(whole);
        var fields = cells.Where(pair => pair.Key.StartsWith(ExpectedField, StringComparison.Ordinal)).ToList();
        return fields.Count == 0
            ? null
            : new JsonObject(
                fields.Select(pair => KeyValuePair.Create(pair.Key[ExpectedField.Length..], (JsonNode?)JsonValue.Create(pair.Value)))
            );
    }

    private static IReadOnlyList<string> ListOf(Dictionary<string, string> cells, string name) =>
        cells.TryGetValue(name, out var cell)
            ? cell.Split(ListSeparator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : [];
}
