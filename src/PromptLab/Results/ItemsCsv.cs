using System.Globalization;
using System.Text.Json.Nodes;
using PromptLab.Files;
using PromptLab.Grading;
using PromptLab.Running;

namespace PromptLab.Results;

/// <summary>Writes <c>items.csv</c>: the journal as a table for people, sorted by item and repeat, formulas neutralised.</summary>
public static class ItemsCsv
{
    /// <summary>Writes the table. The columns follow from the results: input and expected fields, and each grader's verdicts.</summary>
    public static void Write(TextWriter writer, RunRecord run, IReadOnlyList<ItemResult> results)
    {
        var columns = ColumnsOf(run, results);
        SpreadsheetCsv.WriteRecord(writer, columns.Select(column => SpreadsheetText.Neutralise(column.Name)));
        foreach (var result in RunJournal.Sort(results))
            SpreadsheetCsv.WriteRecord(writer, columns.Select(column => SpreadsheetText.Neutralise(column.Cell(result) ?? "")));
    }

    private sealed record Column(string Name, Func<ItemResult, string?> Cell);

    private static List<Column> ColumnsOf(RunRecord run, IReadOnlyList<ItemResult> results) =>
    [
        new("run_id", result => result.RunId),
        new("prompt", _ => run.Prompt.Name),
        new("version", _ => run.Prompt.Version),
        new("model", _ => run.Model.Alias),
        new("item_id", result => result.ItemId),
        new("item_hash", result => ContentHash.Short(result.ItemHash)),
        new("split", result => result.Split),
        new("tags", result => string.Join(';', result.Tags)),
        new("repeat", result => Number(result.Repeat)),
        new("status", result => ItemResultJson.NameOf(result.Status)),
        new("score", result => Rate(result.Score)),
        .. InputColumns(results),
        .. ExpectedColumns(results),
        new("output", result => result.Output),
        .. GraderColumns(results),
        new("finish_reason", result => result.FinishReason),
        new("input_tokens", result => Number(result.Usage?.Input)),
        new("output_tokens", result => Number(result.Usage?.Output)),
        new("latency_ms", result => Number(result.Latency?.TotalMilliseconds)),
        new("cost_usd", result => Money(result.CostUsd)),
        new("cached", result => Flag(result.Cached)),
        new("attempts", result => Number(result.Attempts)),
        new("error_type", result => result.Failure?.Type),
        new("error", result => result.Failure?.Message),
        new("response_id", result => result.ResponseId),
    ];

    private static IEnumerable<Column> InputColumns(IReadOnlyList<ItemResult> results) =>
        Sorted(results.SelectMany(result => result.Input.Keys))
            .Select(name => new Column(name, result => Text(result.Input.GetValueOrDefault(name))));

    private static IEnumerable<Column> ExpectedColumns(IReadOnlyList<ItemResult> results)
    {
        if (results.Any(result => result.Expected is not (null or JsonObject)))
            yield return new Column("expected", result => result.Expected is JsonObject ? null : Text(result.Expected));
        foreach (var field in Sorted(results.SelectMany(result => (result.Expected as JsonObject ?? []).Select(pair => pair.Key))))
            yield return new Column($"expected.{field}", result => Text((result.Expected as JsonObject)?[field]));
    }

    private static IEnumerable<Column> GraderColumns(IReadOnlyList<ItemResult> results)
    {
        foreach (var id in Sorted(results.SelectMany(result => (result.Grade?.Verdicts ?? []).Select(verdict => verdict.Id))))
        {
            yield return new Column($"{id}.score", result => Rate(VerdictOf(result, id)?.Score.Value));
            yield return new Column($"{id}.pass", result => Flag(VerdictOf(result, id)?.Pass));
            yield return new Column($"{id}.code", result => VerdictOf(result, id)?.Score.Code);
            yield return new Column($"{id}.reason", result => VerdictOf(result, id)?.Score.Reason);
        }
    }

    private static GraderVerdict? VerdictOf(ItemResult result, string id) => result.Grade?.Verdicts.FirstOrDefault(verdict => verdict.Id == id);

    private static IEnumerable<string> Sorted(IEnumerable<string> names) => names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static string? Text(JsonNode? value) =>
        value is JsonValue scalar && scalar.TryGetValue(out string? text) ? text : value is null ? null : CanonicalJson.Write(value);

    private static string? Rate(double? value) => value?.ToString("0.0000", CultureInfo.InvariantCulture);

    private static string? Number(double? value) => value?.ToString("0.###", CultureInfo.InvariantCulture);

    private static string? Number(long? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static string? Money(decimal? value) => value?.ToString("0.##########", CultureInfo.InvariantCulture);

    private static string? Flag(bool? value) => value switch { true => "true", false => "false", null => null };
}
