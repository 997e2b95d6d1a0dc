using System.Globalization;
using System.Text.Json.Nodes;
using PromptLab.Files;
using PromptLab.Grading;
using PromptLab.Running;
using PromptLab.Texts;

namespace PromptLab.Results;

/// <summary>Writes <c>items.csv</c>: the journal as a table for people, sorted by item and repeat, formulas neutralised.</summary>
internal static class ItemsCsv
{
    /// <summary>Writes the table. The columns follow from the results: input and expected fields, and each grader's verdicts.</summary>
    public static void Write(TextWriter writer, RunRecord run, IReadOnlyList<ItemResult> results)
    {
        var fields = new ItemsCsvFields();
        foreach (var result in results)
            fields.Add(result);
        Write(writer, run, fields, RunJournal.Sort(results));
    }

    /// <summary>Writes the table of results that come one by one, sorted already; their fields are known before.</summary>
    internal static void Write(
        TextWriter writer,
        RunRecord run,
        ItemsCsvFields fields,
        IEnumerable<ItemResult> sorted,
        bool forExcel = false
    )
    {
        var columns = ColumnsOf(run, fields);
        SpreadsheetCsv.WriteTable(
            writer,
            sorted
                .Select(result => columns.Select(column => Printable(column.Cell(result) ?? "")))
                .Prepend(columns.Select(column => Printable(column.Name))),
            forExcel
        );
    }

    // People open it, in an editor or a terminal too; the journal has the characters themselves.
    private static string Printable(string cell) => SpreadsheetText.Neutralise(PrintableText.Of(cell));

    private sealed record Column(string Name, Func<ItemResult, string?> Cell);

    private static List<Column> ColumnsOf(RunRecord run, ItemsCsvFields fields) =>
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
            new("status", result => ItemStatusName.Of(result.Status)),
            new("score", result => Rate(result.Score)),
            .. fields.Input.Select(name => new Column(name, result => Text(result.Input.GetValueOrDefault(name)))),
            .. ExpectedColumns(fields),
            new("output", result => result.IsSealed ? null : result.Output),
            .. GraderColumns(fields),
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
            new("request_id", result => result.RequestId),
            new("refusal", result => result.IsSealed ? null : result.Refusal),
            new("waited_ms", result => Number(result.Waits.Sum(wait => wait.Length.TotalMilliseconds))),
            new("original_cost_usd", result => Money(result.OriginalCostUsd)),
        ];

    private static IEnumerable<Column> ExpectedColumns(ItemsCsvFields fields)
    {
        if (fields.HasPlainExpected)
            yield return new Column("expected", result => result.Expected is JsonObject ? null : Text(result.Expected));
        foreach (var field in fields.Expected)
            yield return new Column($"expected.{field}", result => Text((result.Expected as JsonObject)?[field]));
    }

    private static IEnumerable<Column> GraderColumns(ItemsCsvFields fields)
    {
        foreach (var id in fields.Graders)
        {
            yield return new Column($"{id}.score", result => Rate(VerdictOf(result, id)?.Score.Value));
            yield return new Column($"{id}.pass", result => Flag(VerdictOf(result, id)?.Pass));
            yield return new Column($"{id}.code", result => VerdictOf(result, id)?.Score.Code);
            yield return new Column($"{id}.reason", result => VerdictOf(result, id)?.Score.Reason);
        }
    }

    private static GraderVerdict? VerdictOf(ItemResult result, string id) =>
        result.Grade?.Verdicts.FirstOrDefault(verdict => verdict.Id == id);

    private static string? Text(JsonNode? value) => value is null ? null : CanonicalJson.TextOf(value);

    private static string? Rate(double? value) => value?.ToString("0.0000", CultureInfo.InvariantCulture);

    private static string? Number(double? value) => value?.ToString("0.###", CultureInfo.InvariantCulture);

    private static string? Number(long? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static string? Money(decimal? value) => value?.ToString("0.##########", CultureInfo.InvariantCulture);

    private static string? Flag(bool? value) =>
        value switch
        {
            true => "true",
            false => "false",
            null => null,
        };
}
