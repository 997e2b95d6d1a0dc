using System.Globalization;
using PromptLab.Diagnosing;
using PromptLab.Texts;

namespace PromptLab.Reporting;

/// <summary>Formats a diagnosis as tables: the slices with their p-values, and the recall of each label.</summary>
internal static class DiagnosisTables
{
    private const int MaxSlices = 10;
    private static readonly string[] SliceColumns = ["slice", "fails in it", "fails outside", "excess", "p alone", "p (Holm)", "p (leads)"];
    private static readonly string[] RecallColumns = ["label", "right", "recall, 95% interval", "read instead"];

    /// <summary>The tables of established slices, leads and labels; a table of slices without rows is left out.</summary>
    public static IReadOnlyList<ReportTable> Of(Diagnosis diagnosis) =>
        [
            .. new[]
            {
                Slices("Established slices", diagnosis.Slices.Established),
                Slices("Leads, to look at", diagnosis.Slices.Leads),
            }.Where(table => table.Rows.Count > 0),
            .. diagnosis.Confusions.Select(confusion => Recall(confusion, diagnosis)),
        ];

    private static ReportTable Slices(string title, IReadOnlyList<Slice> slices) =>
        new(
            slices.Count > MaxSlices ? $"{title}: {Format.Count(MaxSlices)} of {Format.Count(slices.Count)}" : title,
            SliceColumns,
            [.. slices.Take(MaxSlices).Select(Row)]
        );

    private static IReadOnlyList<string> Row(Slice slice) =>
        [
            slice.Name,
            $"{Format.Count(slice.Fails)} of {Format.Count(slice.Items)}",
            $"{Format.Count(slice.FailsOutside)} of {Format.Count(slice.ItemsOutside)}",
            slice.ExcessFails.ToString("+0.0;−0.0;0.0", CultureInfo.InvariantCulture),
            Format.PValue(slice.PValue),
            Format.PValue(slice.HolmPValue),
            Format.PValue(slice.LeadPValue),
        ];

    private static ReportTable Recall(LabelConfusion confusion, Diagnosis diagnosis) =>
        new(
            $"Labels of {confusion.Grader}, worst recall first (macro-F1 {RateText.Score(diagnosis.MacroF1Of(confusion))})",
            RecallColumns,
            [
                .. confusion.Recalls.Select(label =>
                    new[]
                    {
                        label.Label,
                        RateText.OutOf(diagnosis.RecallOf(label)),
                        Format.Percents(label.Interval),
                        string.Join(
                            ", ",
                            confusion
                                .Confused.Where(pair => pair.Expected == label.Label)
                                .Select(pair => $"{pair.Predicted ?? "none"} {Format.Count(pair.ItemIds.Count)}")
                        ),
                    }
                ),
            ]
        );
}
