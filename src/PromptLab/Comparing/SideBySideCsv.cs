using System.Globalization;
using System.Text.Json.Nodes;
using PromptLab.Files;
using PromptLab.Grading;
using PromptLab.Results;

namespace PromptLab.Comparing;

/// <summary>
/// A comparison as a spreadsheet: one row a pair, the regressions first, then the fixed items, then the rest, each by item
/// id. Items that can't be paired are not in it. Text never starts a formula.
/// </summary>
public static class SideBySideCsv
{
    private static readonly string[] Before = ["item_id", "split", "tags", "change"];

    /// <summary>Writes the table; the same comparison gives the same bytes everywhere.</summary>
    public static void Write(RunComparison comparison, TextWriter writer)
    {
        var fields = comparison.Pairs.SelectMany(pair => pair.Input.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        SpreadsheetCsv.WriteRecord(writer, Header(comparison, fields).Select(SpreadsheetText.Neutralise));
        foreach (var pair in comparison.Pairs.OrderBy(pair => pair.Change))
            SpreadsheetCsv.WriteRecord(writer, Cells(pair, fields).Select(SpreadsheetText.Neutralise));
    }

    private static IEnumerable<string> Header(RunComparison comparison, IReadOnlyList<string> fields)
    {
        var (baseline, candidate) = Names(comparison.Baseline.Label, comparison.Candidate.Label);
        string[] sides =
            [$"{baseline}.status", $"{baseline}.score", $"{candidate}.status", $"{candidate}.score", $"{baseline}.output", $"{candidate}.output"];
        // A variable may bear the name of a column; one column must not.
        return [.. Before, .. fields.Select(field => Before.Contains(field, StringComparer.Ordinal) || field == "expected" ? "input." + field : field), "expected", .. sides];
    }

    // The shortest names that tell the sides apart: the versions, else the labels, else the parts that they play.
    private static (string Baseline, string Candidate) Names(string baseline, string candidate)
    {
        if (baseline == candidate)
            return ("baseline", "candidate");
        var (before, after) = (Version(baseline), Version(candidate));
        return before == after ? (baseline, candidate) : (before, after);
    }

    private static string Version(string label) => label[(label.LastIndexOf('@') + 1)..];

    private static IEnumerable<string> Cells(ItemPair pair, IReadOnlyList<string> fields) =>
    [
        pair.ItemId,
        pair.Split ?? "",
        string.Join(';', pair.Tags),
        Word(pair.Change),
        .. fields.Select(field => Text(pair.Input.GetValueOrDefault(field))),
        Text(pair.Expected),
        Word(pair.Baseline.Status),
        Rate(pair.Baseline.Score),
        Word(pair.Candidate.Status),
        Rate(pair.Candidate.Score),
        pair.Baseline.Output ?? "",
        pair.Candidate.Output ?? "",
    ];

    private static string Text(JsonNode? value) => value switch
    {
        null => "",
        JsonValue text when text.TryGetValue<string>(out var plain) => plain,
        _ => CanonicalJson.Write(value),
    };

    private static string Rate(double? score) => score?.ToString("F4", CultureInfo.InvariantCulture) ?? "";

    private static string Word(ItemStatus status) => status switch
    {
        ItemStatus.Pass => "pass",
        ItemStatus.Fail => "fail",
        ItemStatus.Undecided => "undecided",
        _ => "error",
    };

    private static string Word(ItemChange change) => change switch
    {
        ItemChange.Broken => "broken",
        ItemChange.Fixed => "fixed",
        ItemChange.BothFail => "both fail",
        ItemChange.BothPass => "both pass",
        ItemChange.Undecided => "undecided",
        _ => "error",
    };
}
