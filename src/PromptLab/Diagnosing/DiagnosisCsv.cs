using System.Globalization;
using System.Text.Json;
using PromptLab.Results;

namespace PromptLab.Diagnosing;

/// <summary>
/// The failing items as CSV, one row per item, sorted by id. It has no text of items or responses, and no item of the holdout.
/// </summary>
internal static class DiagnosisCsv
{
    private static readonly string[] Header =
    [
        "item_id",
        "mode",
        "grader",
        "code",
        "slices",
        "cluster",
        "stability",
        "flip",
        "never_solved",
        "oscillating",
    ];

    /// <summary>Writes the table; the same diagnosis yields the same bytes on every platform.</summary>
    public static void Write(Diagnosis diagnosis, TextWriter writer, bool forExcel = false) =>
        SpreadsheetCsv.WriteTable(
            writer,
            diagnosis
                .Items.Where(item => item.IsFailing)
                .Select(item => Cells(item, diagnosis).Select(SpreadsheetText.Neutralise))
                .Prepend(Header),
            forExcel
        );

    private static IEnumerable<string> Cells(DiagnosedItem item, Diagnosis diagnosis)
    {
        var id = item.ItemId;
        var mode = diagnosis.Modes.FirstOrDefault(one => one.Reason == item.Reason);
        var slices = diagnosis
            .Slices.Established.Concat(diagnosis.Slices.Leads)
            .Where(slice => slice.FailingIds.Contains(id, StringComparer.Ordinal));
        var cluster = diagnosis.Clusters.Clusters.Index().FirstOrDefault(one => one.Item.ItemIds.Contains(id, StringComparer.Ordinal));
        return
        [
            id,
            mode?.Name ?? "",
            item.Reason?.Grader ?? "",
            item.Reason?.Code ?? "",
            string.Join("; ", slices.Select(slice => slice.Name)),
            cluster.Item is null ? "" : Number(cluster.Index + 1),
            JsonNamingPolicy.SnakeCaseLower.ConvertName(item.Stability?.ToString() ?? ""),
            diagnosis.Flips?.Broken.Any(broken => broken.ItemId == id) == true ? "broken" : "",
            diagnosis.History is { } history ? Flag(history.NeverSolved.Contains(id, StringComparer.Ordinal)) : "",
            diagnosis.History is { } found ? Flag(found.Oscillating.Contains(id, StringComparer.Ordinal)) : "",
        ];
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Flag(bool value) => value ? "true" : "false";
}
