using PromptLab.Comparing;
using PromptLab.Confirming;
using PromptLab.Holdouts;
using PromptLab.Results;
using PromptLab.Texts;

namespace PromptLab.Reporting;

/// <summary>
/// Describes a claim in sentences: the result on the holdout, its level, how optimistic tuning was, and the next step.
/// </summary>
internal static class ClaimText
{
    /// <summary>The outcome in one sentence with its numbers, or why there is no claim.</summary>
    public static string Sentence(Confirmation confirmation)
    {
        var evidence = confirmation.Comparison.PassRate;
        return confirmation.Claim is { } claim
            ? $"{claim.Words()}: {Meaning(claim, confirmation.Margin)} {Measured(evidence)}"
            : $"no claim. {(Unfinished(confirmation) ?? string.Join(' ', confirmation.Comparison.Objections.DefaultIfEmpty("No item has a verdict on both sides.")))}";
    }

    /// <summary>Writes the claim with its evidence and the next step as plain text.</summary>
    /// <param name="confirmation">The claim.</param>
    /// <param name="ledger">The ledger's path as shown to the user.</param>
    /// <param name="writer">Receives the text.</param>
    public static void Write(Confirmation confirmation, string ledger, TextWriter writer)
    {
        var (look, evidence) = (confirmation.Look, confirmation.Comparison.PassRate);
        writer.WriteLine(
            FormattableString.Invariant(
                $"{look.Reference} against {look.Baseline} on the holdout of {confirmation.Candidate.EvalSet.Name}: look {look.Number}, level {Format.Level(LookLevel.Of(look.Number))}"
            )
        );
        writer.WriteLine();
        writer.WriteLine(Sentence(confirmation));
        if (confirmation.Claim is not null)
        {
            writer.WriteLine(
                $"Pass rate of {Format.Quantity(evidence.Items, "item")}: {Format.Percent(evidence.Baseline)} before, {Format.Percent(evidence.Candidate)} now. Changed: {confirmation.Comparison.Change.Words}."
            );
            writer.WriteLine(Optimism(confirmation));
            if (confirmation.Claim is ClaimOutcome.Inconclusive or ClaimOutcome.NotWorse)
                writer.WriteLine(VerdictText.Power(evidence));
        }

        writer.WriteLine($"Kept in {ledger}; commit it.");
        writer.WriteLine();
        writer.WriteLine($"Next: {Next(confirmation)}");
    }

    private static string Meaning(ClaimOutcome claim, double margin) =>
        claim switch
        {
            ClaimOutcome.Confirmed => "better beyond chance.",
            ClaimOutcome.NotWorse => $"no gain is shown, but a loss of {Format.AbsolutePoints(margin)} or more is ruled out.",
            ClaimOutcome.Regression => "worse beyond chance.",
            _ => "neither a gain is shown nor a loss ruled out.",
        };

    private static string Measured(PairedEvidence evidence) =>
        $"{Format.Points(evidence.Difference)} ({VerdictText.IntervalOf(evidence)}), {Format.PValue(evidence.PValue)}; "
        + $"{Format.Count(evidence.Wins)} better, {Format.Count(evidence.Losses)} worse, {Format.Count(evidence.Ties)} alike of {Format.Quantity(evidence.Items, "item")}.";

    private static string Optimism(Confirmation confirmation)
    {
        if (confirmation is not { Tuning: { } tuning, Optimism: { } optimism })
            return "Optimism: unknown, since the scoreboard has no rows of both versions on the same items outside of the holdout, with this model and these graders.";
        var (tuned, held) = (
            $"{tuning.Split ?? "the open items"} ({Format.Quantity(tuning.Items, "item")}) showed {Format.Points(tuning.Gain)}",
            $"the holdout shows {Format.Points(confirmation.Comparison.PassRate.Difference)}"
        );
        if (confirmation.OptimismInterval is not { } interval)
            return $"Optimism: {tuned}, {held}.";
        return interval.Low > 0
            ? $"Tuning was optimistic by {Format.AbsolutePoints(optimism)} (95% interval {Format.Points(interval)}): {tuned}, {held}."
            : $"No sign of optimism: {tuned}, {held}; the difference of {Format.Points(optimism)} has a 95% interval of {Format.Points(interval)}.";
    }

    private static string Next(Confirmation confirmation) =>
        confirmation.Claim switch
        {
            ClaimOutcome.Confirmed when confirmation.IsInProduction => $"nothing: {confirmation.Look.Reference} is in production.",
            ClaimOutcome.Confirmed => $"promptlab promote {confirmation.Look.Reference} production",
            ClaimOutcome.NotWorse =>
                $"keep {confirmation.Look.Reference} only where it is better in something else, such as cost; promote then asks for --force and the reason.",
            ClaimOutcome.Regression =>
                $"keep {confirmation.Look.Baseline}, and look at what broke on dev: promptlab compare {confirmation.Look.Baseline} {confirmation.Look.Reference}",
            ClaimOutcome.Inconclusive => "more items in the holdout; another look at the same ones has a stricter level.",
            _ when confirmation.IsVoid =>
                "fix what made the calls fail, then run the same command again. No call was answered, so this look does not count.",
            _ when confirmation.IsHeldBack =>
                "mend the graders: the calls were answered, and they leave too many undecided. What they say then is another look.",
            _ => $"go on with this look: the same command again. It counts once. {Interrupted(confirmation)}".TrimEnd(),
        };

    private static string? Unfinished(Confirmation confirmation)
    {
        RunRecord[] runs = [confirmation.Baseline, confirmation.Candidate];
        if (runs.All(run => run.Status != RunStatus.Unfinished))
            return null;
        var (ended, calls) = (
            runs.Sum(run => run.Totals?.Results ?? 0) + confirmation.Ungraded,
            runs.Sum(run => run.EvalSet.Items * run.Repeats)
        );
        return ended < calls
            ? $"The look was cut short: {Format.Count(ended)} of {Format.Quantity(calls, "call")} have ended. Nothing is graded before all have."
            : string.Join(' ', runs.SelectMany(run => run.Stopped ?? []).Distinct(StringComparer.Ordinal));
    }

    private static string Interrupted(Confirmation confirmation) => confirmation.Ungraded == 0 ? "" : "What was answered is used again.";
}
