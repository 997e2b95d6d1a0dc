using System.Text.Json.Nodes;
using PromptLab.EvalSets;
using PromptLab.Results;

namespace PromptLab.Starting;

/// <summary>Writes the items of a new set: a table, or JSON Lines where objects are expected.</summary>
internal static class StarterItems
{
    /// <summary>The name of the file.</summary>
    public static string FileOf(StarterSet set) => set.Kind == ExpectedKind.Json ? "items.jsonl" : "items.csv";

    /// <summary>The text of the file; the same items and splits give the same bytes.</summary>
    public static string TextOf(StarterSet set, IReadOnlyDictionary<string, string> splits) =>
        set.Kind == ExpectedKind.Json ? JsonOf(set, splits) : CsvOf(set, splits);

    private static string CsvOf(StarterSet set, IReadOnlyDictionary<string, string> splits)
    {
        var others = set.Items.SelectMany(item => item.Others.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        string[] split = splits.Count > 0 ? [ItemColumns.Split] : [];
        using var text = new StringWriter { NewLine = "\n" };
        SpreadsheetCsv.WriteRecords(
            text,
            set.Items.Select(item =>
                    new[] { item.Id }
                        .Concat(split.Select(_ => splits[item.Id]))
                        .Concat(item.Values)
                        .Append(item.Expected)
                        .Concat(others.Select(name => item.Others.GetValueOrDefault(name, "")))
                )
                .Prepend([ItemColumns.Id, .. split, .. set.Variables, ItemColumns.Expected, .. others])
        );
        return text.ToString();
    }

    private static string JsonOf(StarterSet set, IReadOnlyDictionary<string, string> splits) =>
        string.Concat(set.Items.Select(item => ObjectOf(item, set, splits).ToJsonString(Options) + "\n"));

    private static System.Text.Json.JsonSerializerOptions Options { get; } =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static JsonObject ObjectOf(StarterItem item, StarterSet set, IReadOnlyDictionary<string, string> splits)
    {
        var line = new JsonObject { [ItemColumns.Id] = item.Id };
        if (splits.Count > 0)
            line[ItemColumns.Split] = splits[item.Id];
        line[ItemColumns.Input] = new JsonObject(
            set.Variables.Zip(item.Values)
                .Where(pair => pair.Second.Length > 0)
                .Select(pair => KeyValuePair.Create(pair.First, (JsonNode?)JsonValue.Create(pair.Second)))
        );
        line[ItemColumns.Expected] = item.Fields!.DeepClone();
        foreach (var (name, cell) in item.Others.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            line[name] =
                name == ItemColumns.Tags
                    ? new JsonArray([
                        .. cell.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                            .Select(tag => (JsonNode?)tag),
                    ])
                    : cell;
        return line;
    }
}
