using PromptLab.Prompts;
using PromptLab.Statistics;
using PromptLab.Texts;

namespace PromptLab.Reporting;

/// <summary>Describes moves of labels in words.</summary>
internal static class LabelText
{
    /// <summary>
    /// The evidence or reason of a move in parentheses, with a leading space, such as
    /// <c> (confirmed against v8: +20.8 pp, p = 0.012, look 1)</c>; empty where it has neither.
    /// </summary>
    public static string Grounds(LabelMove move) =>
        move switch
        {
            { Evidence: { } claim } => $" ({Grounds(claim)})",
            { Reason: { } reason } => $" ({reason})",
            _ => "",
        };

    /// <summary>A claim as one phrase: its outcome, baseline, difference, p-value and look.</summary>
    public static string Grounds(LabelEvidence claim) =>
        $"{claim.Claim} against {claim.Against}: {Format.Points(claim.Difference)}{IntervalOf(claim)} on {Format.Quantity(claim.Items, "item")}, {Format.PValue(claim.PValue)}, look {Format.Count(claim.Look)} at the holdout of {claim.EvalSet}";

    /// <summary>A move on one line: its day, label, versions, kind, author and evidence.</summary>
    public static string Of(LabelMove move) =>
        $"{Format.Day(move.At)} {move.Label}: {move.From ?? "new"} → {move.To}, {KindOf(move)}{(move.By is { } who ? $" by {who}" : "")}{Grounds(move)}";

    private static string IntervalOf(LabelEvidence claim) =>
        claim is { Low: { } low, High: { } high } ? $" ({Format.Points(new Interval(low, high))})" : "";

    private static string KindOf(LabelMove move) =>
        move.Kind switch
        {
            LabelMoveKind.Promote => move.Evidence is null ? "promoted without a claim" : "promoted",
            LabelMoveKind.Rollback => "rolled back",
            _ => "set",
        };
}
