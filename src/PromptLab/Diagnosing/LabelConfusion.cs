using PromptLab.Grading;
using PromptLab.Statistics;

namespace PromptLab.Diagnosing;

/// <summary>Which labels a grader read for which, one response an item, with the recall of every label.</summary>
public sealed record LabelConfusion
{
    /// <summary>The grader.</summary>
    public required string Grader { get; init; }

    /// <summary>The counts.</summary>
    public required ConfusionMatrix Matrix { get; init; }

    /// <summary>The labels that were wanted, the worst recall first.</summary>
    public required IReadOnlyList<LabelRecall> Recalls { get; init; }

    /// <summary>The mean of F1 over the labels that were wanted, from 0 to 1: each label counts alike, however frequent it is.</summary>
    public required double MacroF1 { get; init; }

    /// <summary>The wrong cells, most frequent first.</summary>
    public required IReadOnlyList<ConfusedPair> Confused { get; init; }

    /// <summary>A confusion for each grader that compares labels, in the order of the items' graders.</summary>
    /// <param name="items">The items of a run; of repeats the first one counts that came out as the item did.</param>
    public static IReadOnlyList<LabelConfusion> Of(IReadOnlyList<DiagnosedItem> items) =>
        [
            .. items
                .SelectMany(item =>
                    (item.Shown.Grade?.Verdicts ?? [])
                        .Where(verdict => verdict.Score.Expected is not null)
                        .Select(verdict => (Item: item, verdict.Id, verdict.Score))
                )
                .GroupBy(one => one.Id, StringComparer.Ordinal)
                .Select(grader =>
                    Of(grader.Key, [.. grader.Select(one => (one.Item.ItemId, one.Score.Expected ?? "", one.Score.Predicted))])
                ),
        ];

    private static LabelConfusion Of(string grader, IReadOnlyList<(string ItemId, string Wanted, string? Predicted)> read)
    {
        var matrix = ConfusionMatrix.Of(read.Select(one => (one.Wanted, one.Predicted)));
        return new LabelConfusion
        {
            Grader = grader,
            Matrix = matrix,
            Recalls =
            [
                .. matrix
                    .Expected.Select(label => RecallOf(matrix, label))
                    .OrderBy(recall => (double)recall.Right / recall.Wanted)
                    .ThenBy(recall => recall.Label, StringComparer.Ordinal),
            ],
            MacroF1 = matrix.Expected.Average(label => F1Of(matrix, label)),
            Confused =
            [
                .. read.Where(one => one.Wanted != one.Predicted)
                    .GroupBy(one => (one.Wanted, one.Predicted))
                    .Select(pair => new ConfusedPair(pair.Key.Wanted, pair.Key.Predicted, [.. pair.Select(one => one.ItemId)]))
                    .OrderByDescending(pair => pair.ItemIds.Count)
                    .ThenBy(pair => pair.Wanted, StringComparer.Ordinal)
                    .ThenBy(pair => pair.Predicted, StringComparer.Ordinal),
            ],
        };
    }

    private static LabelRecall RecallOf(ConfusionMatrix matrix, string label)
    {
        var (right, wanted) = (matrix.Count(label, label), matrix.Total(label));
        return new LabelRecall(label, right, wanted, WilsonInterval.Of(right, wanted));
    }

    // 2·TP / (2·TP + FP + FN), that is 2·TP / (read + wanted).
    private static double F1Of(ConfusionMatrix matrix, string label) =>
        2.0 * matrix.Count(label, label) / (matrix.Expected.Sum(wanted => matrix.Count(wanted, label)) + matrix.Total(label));
}

/// <summary>How often a wanted label was read as such.</summary>
/// <param name="Label">The label.</param>
/// <param name="Right">How often it was read.</param>
/// <param name="Wanted">How often it was wanted.</param>
/// <param name="Interval">Wilson's 95% interval of the recall; null where it was never wanted.</param>
public sealed record LabelRecall(string Label, int Right, int Wanted, Interval? Interval);

/// <summary>A label that was read for another.</summary>
/// <param name="Wanted">The right one.</param>
/// <param name="Predicted">The one that was read; null where the response named none, or several.</param>
/// <param name="ItemIds">The items.</param>
public sealed record ConfusedPair(string Wanted, string? Predicted, IReadOnlyList<string> ItemIds);
