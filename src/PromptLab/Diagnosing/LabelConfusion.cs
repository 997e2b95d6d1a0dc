using System.Text.Json.Serialization;
using PromptLab.Grading;
using PromptLab.Statistics;

namespace PromptLab.Diagnosing;

/// <summary>Which labels a grader read in place of which, one response per item, with the recall of every label.</summary>
internal sealed record LabelConfusion
{
    /// <summary>The grader's id.</summary>
    public required string Grader { get; init; }

    /// <summary>The number of responses for each expected and each predicted label.</summary>
    public required ConfusionMatrix Matrix { get; init; }

    /// <summary>The recall of each expected label, the worst first.</summary>
    public required IReadOnlyList<LabelRecall> Recalls { get; init; }

    /// <summary>The mean F1 over the expected labels, from 0 to 1; each label has equal weight, however frequent it is.</summary>
    public required double MacroF1 { get; init; }

    /// <summary>The confused pairs of labels, most frequent first.</summary>
    public required IReadOnlyList<ConfusedPair> Confused { get; init; }

    /// <summary>The confusion of each grader that compares labels, in the order of the items' graders.</summary>
    /// <param name="items">The items of a run; of several repeats, the first with the item's own status counts.</param>
    public static IReadOnlyList<LabelConfusion> Of(IReadOnlyList<DiagnosedItem> items) =>
        [
            .. items
                .SelectMany(item =>
                    (item.Representative.Grade?.Verdicts ?? [])
                        .Where(verdict => verdict.Score.Expected is not null)
                        .Select(verdict => (Item: item, verdict.Id, verdict.Score))
                )
                .GroupBy(one => one.Id, StringComparer.Ordinal)
                .Select(grader =>
                    Of(grader.Key, [.. grader.Select(one => (one.Item.ItemId, one.Score.Expected ?? "", one.Score.Predicted))])
                ),
        ];

    private static LabelConfusion Of(string grader, IReadOnlyList<(string ItemId, string Expected, string? Predicted)> readings)
    {
        var matrix = ConfusionMatrix.Of(readings.Select(one => (one.Expected, one.Predicted)));
        return new LabelConfusion
        {
            Grader = grader,
            Matrix = matrix,
            Recalls =
            [
                .. matrix
                    .Expected.Select(label => RecallOf(matrix, label))
                    .OrderBy(recall => (double)recall.Right / recall.Expected)
                    .ThenBy(recall => recall.Label, StringComparer.Ordinal),
            ],
            MacroF1 = matrix.Expected.Average(label => F1Of(matrix, label)),
            Confused =
            [
                .. readings
                    .Where(one => one.Expected != one.Predicted)
                    .GroupBy(one => (one.Expected, one.Predicted))
                    .Select(pair => new ConfusedPair(pair.Key.Expected, pair.Key.Predicted, [.. pair.Select(one => one.ItemId)]))
                    .OrderByDescending(pair => pair.ItemIds.Count)
                    .ThenBy(pair => pair.Expected, StringComparer.Ordinal)
                    .ThenBy(pair => pair.Predicted, StringComparer.Ordinal),
            ],
        };
    }

    private static LabelRecall RecallOf(ConfusionMatrix matrix, string label)
    {
        var (right, expected) = (matrix.Count(label, label), matrix.Total(label));
        return new LabelRecall(label, right, expected, WilsonInterval.Of(right, expected));
    }

    // 2·TP / (2·TP + FP + FN), which is 2·TP / (predicted + expected).
    private static double F1Of(ConfusionMatrix matrix, string label) =>
        2.0 * matrix.Count(label, label) / (matrix.Expected.Sum(expected => matrix.Count(expected, label)) + matrix.Total(label));
}

/// <summary>How often responses had a label where it was expected.</summary>
/// <param name="Label">The expected label.</param>
/// <param name="Right">The number of items on which the response had the label.</param>
/// <param name="Expected">The number of items that expect the label.</param>
/// <param name="Interval">Wilson's 95% interval of the recall; null where no item expects the label.</param>
internal sealed record LabelRecall(string Label, int Right, [property: JsonPropertyName("wanted")] int Expected, Interval? Interval);

/// <summary>An expected label and the label that responses had instead.</summary>
/// <param name="Expected">The expected label.</param>
/// <param name="Predicted">The label in the response; null where the response had none, or several.</param>
/// <param name="ItemIds">The ids of the items that were confused in this way.</param>
public sealed record ConfusedPair([property: JsonPropertyName("wanted")] string Expected, string? Predicted, IReadOnlyList<string> ItemIds);
