using System.Globalization;
using PromptLab.Comparing;
using PromptLab.EvalSets;
using PromptLab.Experiments;
using PromptLab.Prompts;
using PromptLab.Reporting;
using PromptLab.Results;
using PromptLab.Texts;
using Spectre.Console;

namespace PromptLab.Cli.Views;

/// <summary>
/// Shows what runs over the same items come to, in some ten lines: rates, changes with their verdicts, the weakest tags, and what to do
/// next. It has no ids and times, so that equal results yield equal text.
/// </summary>
internal static class RunScoresView
{
    private const int MostRows = 6;
    private const int RowsOfMany = 4;
    private const int BarWidth = 10;
    private const int WeakestTags = 2;
    private const int FewestOfTag = 3;

    public static void Write(IAnsiConsole console, RunOutcome outcome)
    {
        var (runs, last) = (outcome.Runs, outcome.Runs[^1]);
        console.WriteLine(Heading(runs));
        WriteTable(console, outcome, Shown(outcome));
        foreach (var line in Lines(outcome, last))
            console.WriteLine("  " + PrintableText.OneLine(line));
    }

    private static string Heading(IReadOnlyList<FinishedRun> runs)
    {
        var set = runs[0].Record.EvalSet;
        var repeats = runs[0].Record.Repeats;
        return PrintableText.OneLine(
            $"{set.Name}{(set.Split.Count == 0 ? "" : $", {string.Join(" and ", set.Split)}")}: {Format.Quantity(set.Items, "item")}"
                + $"{(repeats == 1 ? "" : $" asked {Format.Count(repeats)} times each")}, {Format.Quantity(runs.Sum(run => run.Summary.Results), "call")}, "
                + $"{Errors(runs)}, {Format.Count(runs.Sum(run => run.Summary.CutOff))} truncated, "
                + $"{Undecided(runs)}{Cost(runs)}"
        );
    }

    private static string Errors(IReadOnlyList<FinishedRun> runs)
    {
        var kinds = runs.SelectMany(run => run.Summary.Failures)
            .GroupBy(failure => failure.Key, StringComparer.Ordinal)
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Sum(failure => failure.Value)} {group.Key}"))
            .ToList();
        return Format.Quantity(runs.Sum(run => run.Summary.Errors), "error") + (kinds.Count == 0 ? "" : $" ({string.Join(", ", kinds)})");
    }

    private static string Undecided(IReadOnlyList<FinishedRun> runs) =>
        runs.Sum(run => run.Summary.Undecided) is > 0 and var undecided ? $"{Format.Count(undecided)} undecided, " : "";

    private static string Cost(IReadOnlyList<FinishedRun> runs)
    {
        var isPartial = runs.Any(run => run.Summary.Usage is { KnownCostUsd: null } or { Unpriced: > 0 });
        return runs.All(run => run.Summary.Usage.KnownCostUsd is null)
            ? "cost unknown"
            : (isPartial ? "at least " : "") + Format.Money(runs.Sum(run => run.Summary.Usage.KnownCostUsd ?? 0));
    }

    // The last runs, and the best before them.
    private static List<FinishedRun> Shown(RunOutcome outcome) =>
        outcome.Runs.Count <= MostRows
            ? [.. outcome.Runs]
            : [.. outcome.Runs.Where((run, i) => i >= outcome.Runs.Count - RowsOfMany || run == outcome.Best)];

    private static void WriteTable(IAnsiConsole console, RunOutcome outcome, IReadOnlyList<FinishedRun> shown)
    {
        var compared = outcome.Comparisons.Count > 0;
        var table = new TextTable(["version", "changed", "passed", "", "95%", .. compared ? new[] { Against(outcome) } : []])
        {
            LeftOutFirst = [3, 1, 4],
        };
        foreach (var run in shown)
        {
            table.AddRow([
                RunNames.Of(run, outcome.Runs),
                string.Join(", ", run.Record.Prompt.Changes),
                RateText.WholePercent(run.PassRate),
                IntervalPlot.Bar(run.PassRate.Value, BarWidth),
                run.IsStoppedByRace ? Format.Missing : Format.WholePercents(run.PassRate.Interval),
                .. compared ? new[] { Verdict(outcome, run) } : [],
            ]);
        }

        table.Write(console);
        if (outcome.Runs.Count > shown.Count)
            console.WriteLine($"  {Format.Quantity(outcome.Runs.Count - shown.Count, "earlier version")}: --details");
    }

    private static bool IsParent(FinishedRun run, BaselineComparison comparison) => comparison.Baseline == run.Record.Prompt.Parent;

    private static IEnumerable<(FinishedRun Run, BaselineComparison Comparison)> Compared(RunOutcome outcome) =>
        from run in outcome.Runs
        where outcome.Comparisons.ContainsKey(run.Record.RunId)
        select (run, outcome.Comparisons[run.Record.RunId]);

    // All against their parents, all against one version, or each against what its cell names.
    private static string Against(RunOutcome outcome) =>
        Compared(outcome).All(pair => IsParent(pair.Run, pair.Comparison)) ? "against parent (won:lost)"
        : Compared(outcome).Select(pair => pair.Comparison.Baseline).Distinct(StringComparer.Ordinal).Count() == 1
            ? $"against {Compared(outcome).First().Comparison.Baseline} (won:lost)"
        : "against baseline (won:lost)";

    private static string Verdict(RunOutcome outcome, FinishedRun run)
    {
        if (!outcome.Comparisons.TryGetValue(run.Record.RunId, out var comparison))
            return "";
        var named = Against(outcome).StartsWith("against baseline ", StringComparison.Ordinal) ? $"{comparison.Baseline}: " : "";
        var pass = comparison.PassRate;
        return named
            + comparison.Outcome.Words()
            + comparison.Outcome switch
            {
                ComparisonOutcome.NoVerdict => "",
                ComparisonOutcome.NoDifferenceShown => Won(pass),
                _ => $", {RateText.Points(pass.RateDifference)}{Won(pass)}",
            };
    }

    private static string Won(PairedEvidence evidence) =>
        string.Create(CultureInfo.InvariantCulture, $" ({evidence.Wins}:{evidence.Losses})");

    private static IEnumerable<string> Lines(RunOutcome outcome, FinishedRun last)
    {
        var name = RunNames.Of(last, outcome.Runs);
        if (outcome.Best is { } best)
            yield return BestLine(outcome, best);
        if (outcome.Comparisons.GetValueOrDefault(last.Record.RunId) is { } comparison)
        {
            foreach (var objection in comparison.Objections)
                yield return $"{name}: {objection}";
            if (comparison.Prediction is { } prediction)
                yield return $"{name}: {PredictionText.Of(prediction)}";
        }

        if (CutOffText.Of(last.Summary.CutOff, last.Summary.Results, last.Record) is { } cutOff)
            yield return $"{name}: {cutOff} {CutOffText.Advice}";
        if (last.Summary.FormatRate < 1)
            yield return $"{name}: format right in {RateText.Whole(last.FormatCompliance)}.";
        if (last.Summary.Repeats is { Flaky.Count: > 0 } repeats)
            yield return $"{name}: {Format.Quantity(repeats.Flaky.Count, "item")} {(repeats.Flaky.Count == 1 ? "comes" : "come")} out differently from repeat to repeat.";
        if (Weakest(last) is { Length: > 0 } weakest)
            yield return $"Weakest in {name}: {weakest}";
        if (outcome.Runs.Where(run => run.IsTuningScore).ToList() is { Count: > 0 } tuned)
            yield return tuned.TrueForAll(run => run.Record.Prompt.Version is null) ? TuningNote.MeaningOfImported : TuningNote.Brief;
        foreach (var (i, command) in Next(outcome, last).Index())
            yield return (i == 0 ? "Next: " : "      ") + command;
    }

    private static string BestLine(RunOutcome outcome, FinishedRun best) =>
        best == outcome.Runs[0]
            ? $"No version is shown to be better than {RunNames.Of(best, outcome.Runs)}."
            : $"{RunNames.Of(best, outcome.Runs)} is the best that the evidence supports.";

    private static string Weakest(FinishedRun run)
    {
        var tags = run
            .Summary.Tags.Where(tag => tag.Scored >= FewestOfTag && tag.PassRate < run.Summary.PassRate)
            .OrderBy(tag => tag.PassRate)
            .ThenByDescending(tag => tag.Scored)
            .ThenBy(tag => tag.Tag, StringComparer.Ordinal)
            .Take(WeakestTags);
        return string.Join(", ", tags.Select(tag => $"{tag.Tag} {RateText.OutOf(run.PassRateOf(tag))}")) is { Length: > 0 } list
            ? $"tag {list}"
            : "";
    }

    private static IEnumerable<string> Next(RunOutcome outcome, FinishedRun last) =>
        new[]
        {
            last.Summary.Passed < last.Summary.Scored ? $"promptlab failures {NameOfFailed(last.Record)}" : null,
            outcome.Best is { } best && best != outcome.Runs[0] ? Claim(outcome, best) : null,
        }.OfType<string>();

    private static string NameOfFailed(RunRecord run) => run.Prompt.Version is null ? RunId.ShortOf(run.RunId) : run.Prompt.Reference;

    private static string? Claim(RunOutcome outcome, FinishedRun best) =>
        best.Record.Prompt.Version is not { } version || new SplitChoice(best.Record.EvalSet.Split).HasHoldout ? null
        : PromptFile.IsDraft(version) ? $"promptlab freeze {best.Record.Prompt.Name}"
        : !outcome.HasHoldout ? $"promptlab split-evalset {best.Record.EvalSet.Name}"
        : $"promptlab confirm {best.Record.Prompt.Reference} --against {Baseline(outcome, best)}";

    private static string Baseline(RunOutcome outcome, FinishedRun best) =>
        new PromptReference(best.Record.Prompt.Name, outcome.Runs[0].Record.Prompt.Version).ToString();
}
