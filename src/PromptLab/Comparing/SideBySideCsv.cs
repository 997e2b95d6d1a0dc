using System.Globalization;
using PromptLab.Files;
using PromptLab.Grading;
using PromptLab.Prompts;
using PromptLab.Results;
using PromptLab.Texts;

namespace PromptLab.Comparing;

/// <summary>
/// Comparisons with one baseline as a spreadsheet: one row an item, the regressions first, then the fixed items, then the
/// rest, each by item id. Items that can't be paired and those of the holdout are not in it. Text never starts a formula.
/// </summary>
internal static class SideBySideCsv
{
    private static readonly string[] Before = ["item_id", "split", "tags"];

    /// <summary>Writes the table; the same comparisons give the same bytes everywhere.</summary>
    /// <param name="comparisons">
    /// Comparisons of one baseline, at least one. With several each has its own column of the change, and the first one
    /// orders the rows.
    /// </param>
    /// <param name="writer">Where it goes.</param>
    /// <param name="forExcel">True to write it so that Excel reads it.</param>
    public static void Write(IReadOnlyList<RunComparison> comparisons, TextWriter writer, bool forExcel = false)
    {
        var pairs = comparisons
            .SelectMany((comparison, index) => comparison.Open.Select(pair => (Index: index, Pair: pair)))
            .ToLookup(one => one.Pair.ItemId, StringComparer.Ordinal);
        var items = pairs
            .Select(item => item.ToDictionary(one => one.Index, one => one.Pair))
            .OrderBy(item => item.TryGetValue(0, out var first) ? (int)first.Change : int.MaxValue)
            .ThenBy(item => item.Values.First().ItemId, IdOrder.Comparer);
        var fields = comparisons
            .SelectMany(comparison => comparison.Open)
            .SelectMany(pair => pair.Input.Keys)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        SpreadsheetCsv.WriteTable(
            writer,
            items
                .Select(item => Cells(item, comparisons.Count, fields))
                .Prepend(Header(comparisons, fields))
                .Select(cells => cells.Select(SpreadsheetText.Neutralise)),
            forExcel
        );
    }

    private static IEnumerable<string> Header(IReadOnlyList<RunComparison> comparisons, IReadOnlyList<string> fields)
    {
        var names = Names([comparisons[0].Baseline.Label, .. comparisons.Select(comparison => comparison.Candidate.Label)]);
        string[] changes = comparisons.Count == 1 ? ["change"] : [.. names.Skip(1).Select(name => $"{name}.change")];
        string[] taken = [.. Before, .. changes, "expected"];
        // A variable may bear the name of a column; one column must not.
        return
        [
            .. Before,
            .. changes,
            .. fields.Select(field => taken.Contains(field, StringComparer.Ordinal) ? "input." + field : field),
            "expected",
            .. names.SelectMany(name => new[] { $"{name}.status", $"{name}.score" }),
            .. names.Select(name => $"{name}.output"),
        ];
    }

    // The shortest names that tell the sides apart: the versions, else the labels, else the parts that they play.
    private static IReadOnlyList<string> Names(IReadOnlyList<string> labels)
    {
        var versions = labels.Select(label => PromptReference.Parse(label).Version ?? label).ToList();
        if (AreDifferent(versions))
            return versions;
        if (AreDifferent(labels))
            return labels;
        return
        [
            "baseline",
            .. labels
                .Skip(1)
                .Select(
                    (_, index) => labels.Count == 2 ? "candidate" : string.Create(CultureInfo.InvariantCulture, $"candidate {index + 1}")
                ),
        ];
    }

    private static bool AreDifferent(IReadOnlyList<string> names) => names.Distinct(StringComparer.Ordinal).Count() == names.Count;

    private static IEnumerable<string> Cells(Dictionary<int, ItemPair> item, int comparisons, IReadOnlyList<string> fields)
    {
        var any = item.Values.First();
        var candidates = Enumerable.Range(0, comparisons).Select(index => item.GetValueOrDefault(index)).ToList();
        ComparedSide?[] sides = [any.Baseline, .. candidates.Select(pair => pair?.Candidate)];
        return
        [
            any.ItemId,
            any.Split ?? "",
            string.Join(';', any.Tags),
            .. candidates.Select(pair => pair is null ? "" : Word(pair.Change)),
            .. fields.Select(field => CanonicalJson.TextOf(any.Input.GetValueOrDefault(field))),
            CanonicalJson.TextOf(any.Expected),
            .. sides.SelectMany(side => side is null ? ["", ""] : new[] { Word(side.Status), Rate(side.Score) }),
            .. sides.Select(side => side?.Output ?? ""),
        ];
    }

    private static string Rate(double? score) => score?.ToString("F4", CultureInfo.InvariantCulture) ?? "";

    private static string Word(ItemStatus status) =>
        status switch
        {
            ItemStatus.Pass => "pass",
            ItemStatus.Fail => "fail",
            ItemStatus.Undecided => "undecided",
            _ => "error",
        };

    private static string Word(ItemChange change) =>
        change switch
        {
            ItemChange.Broken => "broken",
            ItemChange.Fixed => "fixed",
            ItemChange.BothFail => "both fail",
            ItemChange.BothPass => "both pass",
            ItemChange.Undecided => "undecided",
            _ => "error",
        };
}
