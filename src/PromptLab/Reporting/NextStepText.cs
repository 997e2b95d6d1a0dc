using PromptLab.Progress;
using PromptLab.Texts;

namespace PromptLab.Reporting;

/// <summary>Describes the next step in words: what to do, and why.</summary>
internal static class NextStepText
{
    private const int MaxIds = 5;

    /// <summary>What to do, in one or two sentences.</summary>
    public static string Do(PromptStatus status)
    {
        var (step, reference) = (status.Next, $"{status.Prompt}@{status.Next.Version}");
        return step.Kind switch
        {
            StepKind.FreezeDraft => "Freeze the draft, with what you expect of it.",
            StepKind.RunBaseline => $"Measure the baseline, {reference}.",
            StepKind.AuditLabels =>
                $"Check the expected answers of {Format.Quantity(step.ItemIds.Count, "item")} that no version solved: {Ids(step)}. Mend them, or tag them {UnresolvedFailures.CheckedTag} or {UnresolvedFailures.SuspectTag}.",
            StepKind.RunVersion => $"Measure {reference}.",
            StepKind.Confirm =>
                $"Confirm {reference} on the holdout{Then(status.Verdict?.State)}.{(status.HasHoldout == false ? $" {status.History?.EvalSet} has none; make one first: promptlab split-evalset {status.History?.EvalSet}" : "")}",
            StepKind.Promote => $"Promote {reference}.",
            StepKind.StopAtBudget => $"Stop with {reference}, or raise --max-cost.",
            StepKind.HarderItems => $"Stop with {reference}, or add harder items.",
            StepKind.AddItems => step.Items is { } items
                ? $"Add items: about {Format.Count(items)} in {status.History?.Split ?? "all"} would show a gain of {Gain(status)}; there are {Format.Count(status.History?.Items)}."
                : "Add items.",
            StepKind.OtherMeans => $"Go on by other means than wording, in this order: {string.Join("; ", step.Means.Select(Means))}.",
            StepKind.Stop => $"Stop with {reference}.",
            StepKind.SeeFailures => $"Run {reference} here, to see what fails.",
            _ => $"Change {step.Section} for “{step.Mode?.Name}”: write the draft from {reference}, and one change only.",
        };
    }

    /// <summary>Why it is the next step, in one or two sentences.</summary>
    public static string Because(PromptStatus status) =>
        status.Next.Kind switch
        {
            StepKind.FreezeDraft => "There is no version yet, and only versions are measured and compared.",
            StepKind.RunBaseline =>
                $"Nothing is measured {(status.Material.Rows.Count == 0 ? "yet" : "on open items here")}, so nobody can say what is better.{NoModel(status)}",
            StepKind.AuditLabels =>
                $"None of five or more versions solved them although most items were solved, {Format.Quantity(status.Failures?.Doubtful.Count ?? 0, "such item")} of {Format.Count(status.Failures?.Failing)} that fail: their labels may be wrong, and no text mends a wrong label. Those on which versions agree come first.",
            StepKind.RunVersion when status.History?.Attempts.Any(attempt => attempt.Version == status.Next.Version) == true =>
                $"It is the latest version, and was held against no earlier one: what its change brought is unknown. A run after its parent’s, or beside it, tells.{NoModel(status)}",
            StepKind.RunVersion => $"It is the latest version, and was not measured under these conditions.{NoModel(status)}",
            StepKind.Confirm =>
                $"Its gain is supported on {status.History?.Split ?? "the items it was tuned on"}{Against(status)}, and it is not the version labelled production. A rate of items that were tuned on is optimistic; each look at the holdout counts.{Price(status)}{NoModel(status)}",
            StepKind.Promote => "Its claim on the holdout is confirmed, and it is not the version labelled production.",
            StepKind.StopAtBudget =>
                $"{Format.Money(status.Spent.KnownUsd)} of {Format.Money(status.Spent.CapUsd)} is spent.{Confirmed(status)}",
            StepKind.HarderItems => $"This set can show no further gain.{Confirmed(status)}",
            StepKind.AddItems =>
                $"A gain of {Gain(status)} would be accepted with a probability of {Format.Probability(status.Verdict?.Power)} only: more versions on these items are tosses of a coin.",
            StepKind.OtherMeans =>
                $"Edits have stopped helping, and {Format.Count(status.Failures?.StableWithoutDoubt)} of {Format.Quantity(status.Failures?.Decided ?? 0, "item")} still fail without a doubtful label: more than this set needs to show a change.",
            StepKind.Stop when status.Failures is null =>
                "Edits have stopped helping. What still fails is unknown here; a run would tell whether other means are worth it.",
            StepKind.Stop =>
                $"Edits have stopped helping, and what still fails without a doubtful label is less than this set could show.{Confirmed(status)}",
            StepKind.SeeFailures =>
                $"The scoreboard knows the rates, and the failures stand in results/runs, which has no run of it.{NoModel(status)}",
            _ =>
                $"It is the largest open failure mode, {Format.Quantity(status.Next.ItemIds.Count, "item")}: {Ids(status.Next)}. {status.Next.Mode?.Why}{(status.Next.IsSectionUntried ? $" No version has changed {status.Next.Section} yet." : "")} A suggestion by the code, not a finding.",
        };

    // A gain of several steps together is over another version than the last step's.
    private static string Against(PromptStatus status) =>
        status.History is { Best.IsSupported: false, Gain: { } gain }
            ? $" against {gain.Against} ({Format.Count(gain.Wins)} items better, {Format.Count(gain.Losses)} worse)"
            : "";

    private static string Then(SearchState? state) =>
        state switch
        {
            SearchState.Ceiling or SearchState.Plateau or SearchState.Budget => ", and then stop",
            SearchState.Underpowered => ", and then add items",
            _ => "",
        };

    private static string Confirmed(PromptStatus status) =>
        status.Next.Command is null ? "" : $" Its gain was never confirmed on the holdout; do that first.{Price(status)}";

    // A second look that says nothing of its price would look as cheap as the first.
    private static string Price(PromptStatus status) =>
        status.Material.NextLook is { Number: > 1 } look
            ? FormattableString.Invariant(
                $" It would be look {look.Number} at this holdout, so that a claim needs {Format.Level(look.Level)}."
            )
            : "";

    private static string NoModel(PromptStatus status) =>
        status.Next.Command?.Contains("--model …", StringComparison.Ordinal) == true && status.Material.Model is { } model
            ? $" “{model}” only replays, and what this asks was never recorded: connect a real model in promptlab.yaml."
            : "";

    private static string Ids(NextStep step) =>
        string.Join(", ", step.ItemIds.Take(MaxIds))
        + (step.ItemIds.Count > MaxIds ? $" and {Format.Count(step.ItemIds.Count - MaxIds)} more" : "");

    private static string Gain(PromptStatus status) => Format.AbsolutePoints(status.Verdict?.SmallestGain);

    private static string Means(OtherMeans means) =>
        means switch
        {
            OtherMeans.StructuredOutput => "a response_schema",
            OtherMeans.RetrievalOrSteps => "retrieval, or the task in steps",
            OtherMeans.OtherModel => "another model",
            _ => "fine-tuning, only with 500 good examples or more",
        };
}
