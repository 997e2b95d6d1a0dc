using System.Globalization;
using System.Text.Json.Nodes;
using PromptLab.EvalSets;
using PromptLab.Files;

namespace PromptLab.Starting;

/// <summary>The eval set that is made of somebody's data, before its items are dealt to splits.</summary>
internal sealed record StarterSet
{
    private const int MostLabels = 40;
    private const int LongestLabel = 60;
    private const int ItemsPerLabel = 2;

    private static readonly string[] Carried = [ItemColumns.Tags, ItemColumns.Weight, ItemColumns.Cluster, ItemColumns.Notes];

    /// <summary>The name of the eval set and of its prompt.</summary>
    public required string Name { get; init; }

    /// <summary>Where the items come from, for people.</summary>
    public required string Source { get; init; }

    /// <summary>The variables of the prompt, in order.</summary>
    public required IReadOnlyList<string> Variables { get; init; }

    public required IReadOnlyList<StarterItem> Items { get; init; }

    public required ExpectedKind Kind { get; init; }

    /// <summary>The labels in the order of their frequency; empty for another kind.</summary>
    public IReadOnlyList<string> Labels =>
        Kind != ExpectedKind.Label
            ? []
            :
            [
                .. Items
                    .CountBy(item => item.Expected, StringComparer.Ordinal)
                    .OrderByDescending(pair => pair.Value)
                    .ThenBy(pair => pair.Key, StringComparer.Ordinal)
                    .Select(pair => pair.Key),
            ];

    /// <summary>The fields of the expected objects, in order of appearance; empty for another kind.</summary>
    public IReadOnlyList<string> Fields =>
        Kind != ExpectedKind.Json
            ? []
            : [.. Items.SelectMany(item => item.Fields!.Select(pair => pair.Key)).Distinct(StringComparer.Ordinal)];

    /// <summary>True where every item has a split already.</summary>
    public bool IsSplit => Items.All(item => item.Split is not null);

    /// <summary>Makes items of rows; those that lack the input or what is expected are left out, with a warning.</summary>
    public static StarterSet Of(string name, SourceTable table, ColumnGuess columns, Problems problems)
    {
        var (kept, left) = (new List<SourceRow>(), new Dictionary<string, List<int>>(StringComparer.Ordinal));
        foreach (var row in table.Rows)
        {
            var missing = string.IsNullOrWhiteSpace(row.Cells.GetValueOrDefault(columns.Expected!)) ? columns.Expected : null;
            if (columns.Input.All(column => string.IsNullOrWhiteSpace(row.Cells.GetValueOrDefault(column))))
                missing = string.Join(", ", columns.Input);
            if (missing is null)
                kept.Add(row);
            else if (!left.TryAdd(missing, [row.Line]))
                left[missing].Add(row.Line);
        }

        foreach (var (column, lines) in left)
            problems.Warn(
                table.ShownAs,
                lines[0],
                Invariant($"{lines.Count} of {table.Rows.Count} rows have nothing in “{column}” and were left out; this is the first one.")
            );
        var items = ItemsOf(kept, columns, UsableSplits(kept));
        if (items.Count == 0)
            problems.Add(table.ShownAs, null, $"No row has both {string.Join(", ", columns.Input)} and {columns.Expected}.");
        var kind = KindOf(items);
        return new StarterSet
        {
            Name = name,
            Source = table.ShownAs,
            Variables = VariablesOf(columns.Input),
            Items = kind == ExpectedKind.Json ? items : [.. items.Select(item => item with { Fields = null })],
            Kind = kind,
        };
    }

    private static bool UsableSplits(IReadOnlyList<SourceRow> rows) =>
        rows.All(row => SplitNames.All.Contains(row.Cells.GetValueOrDefault(ItemColumns.Split, ""), StringComparer.Ordinal));

    private static List<StarterItem> ItemsOf(IReadOnlyList<SourceRow> rows, ColumnGuess columns, bool hasSplits)
    {
        var digits = Math.Max(2, rows.Count.ToString(CultureInfo.InvariantCulture).Length);
        return
        [
            .. rows.Select(
                (row, index) =>
                    new StarterItem
                    {
                        Id = columns.Id is null
                            ? "item-"
                                + (index + 1).ToString("D" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
                            : row.Cells[columns.Id],
                        Values = [.. columns.Input.Select(column => row.Cells.GetValueOrDefault(column, ""))],
                        Expected = row.Cells[columns.Expected!].Trim(),
                        Fields = StrictJson.TryParse(row.Cells[columns.Expected!], out var json) ? json as JsonObject : null,
                        Others = Carried
                            .Where(name => !columns.Input.Contains(name, StringComparer.Ordinal))
                            .Select(name => (name, Cell: row.Cells.GetValueOrDefault(name, "")))
                            .Where(one => one.Cell.Length > 0)
                            .ToDictionary(one => one.name, one => one.Cell, StringComparer.Ordinal),
                        Split = hasSplits ? row.Cells[ItemColumns.Split] : null,
                    }
            ),
        ];
    }

    private static ExpectedKind KindOf(IReadOnlyList<StarterItem> items)
    {
        if (items.All(item => item.Fields is { Count: > 0 } fields && fields.All(field => field.Value is null or JsonValue)))
            return ExpectedKind.Json;
        if (items.All(item => IsNumber(item.Expected)))
            return ExpectedKind.Number;
        var labels = items.Select(item => item.Expected).Distinct(StringComparer.Ordinal).ToList();
        var areDistinct = labels.DistinctBy(label => label.ToUpperInvariant(), StringComparer.Ordinal).Count() == labels.Count;
        return
            labels.Count is >= 2 and <= MostLabels
            && labels.Count * ItemsPerLabel <= items.Count
            && labels.TrueForAll(label => label.Length <= LongestLabel && !label.Contains('\n', StringComparison.Ordinal))
            && areDistinct
            ? ExpectedKind.Label
            : ExpectedKind.Text;
    }

    // What the grader “number” reads without a question: 0123 is a code.
    private static bool IsNumber(string text) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
        && double.IsFinite(value)
        && !(text.TrimStart('-') is ['0', >= '0' and <= '9', ..]);

    private static List<string> VariablesOf(IReadOnlyList<string> columns)
    {
        string[] taken = [.. ItemColumns.Known, ItemColumns.History, ItemColumns.Input, "output"];
        var names = new List<string>();
        foreach (var column in columns)
        {
            var name = VariableName.Of(column, "message");
            if (taken.Contains(name, StringComparer.Ordinal))
                name += "_text";
            for (var number = 2; names.Contains(name, StringComparer.Ordinal); number++)
                name = Invariant($"{VariableName.Of(column, "message")}_{number}");
            names.Add(name);
        }

        return names;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
