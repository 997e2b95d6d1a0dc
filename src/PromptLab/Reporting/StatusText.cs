using System.Globalization;
using PromptLab.Progress;
using PromptLab.Results;
using PromptLab.Texts;

namespace PromptLab.Reporting;

/// <summary>Describes the status of a prompt in lines, each with a subject and a text.</summary>
internal static class StatusText
{
    private const string None = "none";

    /// <summary>The heading, such as <c>triage on tickets, dev, 48 items, main: 10 versions measured</c>.</summary>
    public static string Heading(PromptStatus status) =>
        status.History is not { } history
            ? $"{status.Prompt}: no version is measured{(status.Material.Rows.Count == 0 ? "" : $" on open items here ({Format.Quantity(status.Material.Rows.Count, "run")} over the holdout, of drafts, or elsewhere left out)")}"
            : $"{status.Prompt} on {history.EvalSet}{(history.Split is { } split ? $", {split}" : "")}, {Format.Quantity(history.Items, "item")}{(history.Repeats == 1 ? "" : $" asked {Format.Count(history.Repeats)} times each")}, "
                + $"{(history.Models.Count == 0 ? "model not named" : string.Join(" and ", history.Models))}: {Format.Quantity(history.Attempts.Count, "version")} measured"
                + (
                    history.RunsElsewhere == 0
                        ? ""
                        : $" ({Format.Quantity(history.RunsElsewhere, "run")} under other conditions left out; --evalset and --model choose)"
                )
                + (
                    history.RunsOfOtherTexts == 0
                        ? ""
                        : $" ({Format.Quantity(history.RunsOfOtherTexts, "run")} of texts that no version has today left out)"
                );

    /// <summary>The explanation of the tuning-score mark; empty where no score has it.</summary>
    public static IReadOnlyList<string> Note(PromptStatus status) =>
        status.History?.Best.IsTuningScore == true
        || status.History?.Highest?.IsTuningScore == true
        || status.History?.SinceSupported.Count > 0
            ? [TuningNote.Meaning]
            : [];

    /// <summary>The lines below the heading. A line with an empty subject continues the one above.</summary>
    public static IReadOnlyList<(string Subject, string Text)> Lines(PromptStatus status) =>
        [.. Measured(status), .. Sections(status.Sections), ("spent", Spent(status.Spent)), .. Next(status)];

    private static IEnumerable<(string Subject, string Text)> Measured(PromptStatus status) =>
        status is { History: { } history, Verdict: { } verdict, Losses: { } losses }
            ?
            [
                .. State(history, verdict),
                ("best", Best(history)),
                .. Highest(history),
                .. Whole(history),
                .. Claim(status),
                .. Failures(status, history),
                .. NextGain(status, history, verdict, losses),
                ("since", Since(history)),
            ]
            : [];

    private static IEnumerable<(string Subject, string Text)> State(VersionHistory history, PlateauVerdict verdict)
    {
        yield return ("state", $"{verdict.State.ToString().ToUpperInvariant()}: {PlateauText.Reason(history, verdict)}");
        foreach (var line in PlateauText.Statement(verdict))
            yield return ("", line);
    }

    private static string Best(VersionHistory history) =>
        $"{Rate(history.Best)}: "
        + (
            history switch
            {
                { Best: { IsSupported: true, Against: { } against, TunedGain: { } gain } } =>
                    $"better than {against} by {RateText.Points(gain)}.",
                { Gain: { IsSupported: true } whole } when whole.Version == history.Best.Version =>
                    $"better than {whole.Against} on these items, {Format.Count(whole.Wins)} better and {Format.Count(whole.Losses)} worse; confirm tells whether it holds.",
                _ => "the first version measured; no gain is supported yet.",
            }
        );

    // What each step gained by itself says nothing of what they come to together.
    private static IEnumerable<(string Subject, string Text)> Whole(VersionHistory history) =>
        history.Gain is { } gain
            ?
            [
                (
                    "so far",
                    $"{gain.Version}, the last accepted, against {gain.Against}, {(gain.IsAgainstProduction ? "labelled production" : "the first measured")}: "
                        + $"{RateText.Points(new RateDifference(gain.Difference, gain.Interval, IsTuningScore: true))}, {Format.Count(gain.Wins)} better and {Format.Count(gain.Losses)} worse of {Format.Quantity(gain.Items, "item")}, {Format.PValue(gain.PValue)}: "
                        + (gain.IsSupported ? "more than chance." : "chance explains it as well.")
                ),
            ]
            : [];

    private static IEnumerable<(string Subject, string Text)> Highest(VersionHistory history) =>
        history.Highest is { } highest
            ?
            [
                (
                    "highest",
                    $"{Rate(highest)}: not shown to be better{(highest.Gain is null ? ", for it was held against no earlier version; promptlab compare weighs it" : ", chance explains it as well")}."
                ),
            ]
            : [];

    private static IEnumerable<(string Subject, string Text)> Claim(PromptStatus status) =>
        status.Claim is { } claim ? [("claim", $"{LabelText.Grounds(claim)}.")] : [];

    private static IEnumerable<(string Subject, string Text)> Failures(PromptStatus status, VersionHistory history)
    {
        if (status.Failures is not { } failures)
        {
            yield return (
                "failures",
                $"{(history.Best.Passed is { } passed ? $"{Format.Count(history.Best.Scored - passed)} of {Format.Quantity(history.Best.Scored, "scored item")} in {history.Best.Version}; which ones and why is" : "what fails in " + history.Best.Version + " is")} unknown: no run of {history.Best.Version} under these conditions is in results/runs."
            );
            yield break;
        }

        var suspects = failures.NeverSolved is { } never
            ? $"{Format.Count(never.Count)} of them no version solved"
            : "whether another version solves them is unknown, with one version run here";
        yield return (
            "failures",
            $"{Format.Count(failures.Failing)} of {Format.Quantity(failures.Decided, "item")} in {history.Best.Version}; {suspects}{(failures.Marked.Count == 0 ? "" : $"; {Format.Count(failures.Marked.Count)} marked {UnresolvedFailures.SuspectTag}")}."
        );
        foreach (var mode in failures.Modes)
            yield return (
                "",
                $"{mode.ItemIds.Count.ToString(CultureInfo.InvariantCulture), 3}  {mode.Name}: look at {DiagnosisText.Sections(mode.Sections)}"
            );
        if (failures.OutsideModes > 0)
            yield return ("", $"{failures.OutsideModes.ToString(CultureInfo.InvariantCulture), 3}  of rarer reasons");
    }

    private static IEnumerable<(string Subject, string Text)> NextGain(
        PromptStatus status,
        VersionHistory history,
        PlateauVerdict verdict,
        EditLosses losses
    )
    {
        var breaks =
            losses.Comparisons == 0
                ? $"{Format.Percent(losses.Share)} of the items, which is supposed: nothing was compared"
                : $"{Format.Percent(losses.Share)} of the items, as in {Format.Quantity(losses.Comparisons, "comparison")}";
        yield return (
            "next gain",
            $"With {Format.Quantity(history.Items, "item")}{(verdict.Facts.Clusters is { } clusters ? $" in {Format.Quantity(clusters, "cluster")}" : "")} a gain of {Gain(verdict.SmallestGain)} is accepted (one-sided p at most 0.20) with a probability of {Format.Probability(verdict.Power)}, where an edit breaks {breaks}."
        );
        // One sample size: that of a measured gain ranges over a factor of ten.
        foreach (var needed in status.ItemsNeeded.Where(needed => needed.Version is null))
            yield return (
                "",
                $"To show a gain of {Gain(needed.Gain)} takes {(needed.Items is { } items ? $"about {Format.Quantity(items, verdict.Facts.Clusters is null ? "item" : "cluster")}" : "more items than can be counted")} (two-sided p at most 0.05, 80% power)."
            );
    }

    private static string Since(VersionHistory history)
    {
        var tried = history.SinceSupported.Select(Tried).Concat(history.RacesSinceSupported.Select(Tried)).ToList();
        var from = history.LastSupported is { } last
            ? $"{last.Version}, the last supported gain"
            : $"{history.Attempts[0].Version}, the first version";
        return $"{Format.Quantity(tried.Count, "version")} since {from}{(tried.Count == 0 ? "." : ": " + string.Join("; ", tried) + ".")}";
    }

    private static string Tried(Attempt attempt)
    {
        var outcome = attempt.IsAccepted switch
        {
            true => "accepted by the search",
            false => "not accepted",
            null => "not compared",
        };
        return $"{attempt.Version} {string.Join(", ", attempt.Changed.DefaultIfEmpty("nothing changed"))} ({(attempt.TunedGain is { } gain ? RateText.Points(gain) + ", " : "")}{outcome})";
    }

    private static string Tried(LostRace race) =>
        $"{race.Version} {string.Join(", ", race.Changed.DefaultIfEmpty("nothing changed"))} (lost its race)";

    private static IEnumerable<(string Subject, string Text)> Sections(SectionCoverage sections)
    {
        yield return ("sections", $"never tried: {List(sections.Untried)}");
        yield return ("", $"tried: {List(sections.Ever)}");
        yield return ("", $"tried since the last accepted version: {List(sections.SinceAccepted)}");
    }

    private static IEnumerable<(string Subject, string Text)> Next(PromptStatus status)
    {
        yield return ("next step", NextStepText.Do(status));
        yield return ("because", NextStepText.Because(status));
        if (status.Next.Command is { } command)
            yield return ("", command);
    }

    private static string Spent(MoneySpent spent)
    {
        var sum =
            spent.Unpriced == 0
                ? Format.Money(spent.KnownUsd)
                : $"{(spent.Unpriced == spent.Runs ? "unknown" : $"at least {Format.Money(spent.KnownUsd)}")} ({Format.Quantity(spent.Unpriced, "run")} unpriced)";
        return $"{sum} in {Format.Quantity(spent.Runs - spent.OffScoreboard, "run")} of the scoreboard{(spent.OffScoreboard == 0 ? "" : $" and {Format.Count(spent.OffScoreboard)} without a row")}{(spent.CapUsd is { } cap ? $", of {Format.Money(cap)}" : "")}";
    }

    private static string Rate(Attempt attempt) => $"{attempt.Version}, {RateText.Whole(attempt.Rate)}";

    private static string List(IReadOnlyList<string> names) => string.Join(", ", names.DefaultIfEmpty(None));

    private static string Gain(double gain) => Format.AbsolutePoints(gain);
}
