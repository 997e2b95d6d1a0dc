using PromptLab.Comparing;
using PromptLab.Reporting;
using PromptLab.Results;
using PromptLab.Statistics;
using PromptLab.Texts;
using Spectre.Console;

namespace PromptLab.Cli.Views;

/// <summary>Shows the summary of runs over the same items. It has no ids and times, so that equal results yield equal text.</summary>
internal static class RunSummaryView
{
    private const int MaxFlaky = 20;

    public static void Write(
        IAnsiConsole console,
        IReadOnlyList<FinishedRun> runs,
        IReadOnlyDictionary<string, BaselineComparison> comparisons,
        IReadOnlyList<string> note
    )
    {
        var first = runs[0].Record;
        console.MarkupLineInterpolated(
            $"[bold]{first.EvalSet.Name}[/]{Chosen(first)}: {Format.Quantity(first.EvalSet.Items, "item")}{Repeated(first)}"
        );
        WriteTotals(console, runs);
        WriteComparisons(console, runs, comparisons);
        WriteRates(console, runs, "grader", "Mean score of each grader, with its 95% interval", run =>
            run.Summary.Graders.Select(grader => (NameOf(grader), MeanCell(run.MeanScoreOf(grader))))
        );
        WriteRates(console, runs, "format", "Responses in the form that was asked for, with the 95% interval", run =>
            run.Summary.FormatRate is null ? [] : [("all graders", RateCell(run.FormatCompliance))]
        );
        WriteRates(console, runs, "figure", "Further figures of graders, with their 95% intervals", FiguresOf);
        WriteRates(console, runs, "tag", "Passed of scored, by tag, with the 95% interval", run =>
            run.Summary.Tags.Select(tag => (tag.Tag, RateCell(run.PassRateOf(tag))))
        );
        foreach (var run in runs)
            WriteFlaky(console, RunNames.Of(run, runs), run);
        foreach (var run in runs)
            ConfusionView.Write(console, RunNames.Of(run, runs), run);
        foreach (var run in runs)
            WriteFailures(console, RunNames.Of(run, runs), run.Summary);
        WriteCutOff(console, runs);
        if (note.Count > 0)
            console.WriteLine();
        foreach (var line in note)
            console.WriteLine(PrintableText.OneLine(line));
    }

    private static IEnumerable<(string Name, string Cell)> FiguresOf(FinishedRun run)
    {
        foreach (var grader in run.Summary.Graders)
        {
            foreach (var metric in grader.Metrics ?? [])
                yield return ($"{grader.Id}: {metric.Name}", FigureCell(metric.Mean, metric.Interval));
            if (grader.Micro is not { } micro)
                continue;
            yield return ($"{grader.Id}: micro F1", FigureCell(micro.F1, micro.F1Interval));
            yield return ($"{grader.Id}: micro precision", FigureCell(micro.Precision, micro.PrecisionInterval));
            yield return ($"{grader.Id}: micro recall", FigureCell(micro.Recall, micro.RecallInterval));
        }
    }

    private static string FigureCell(double? value, Interval? interval) => $"{Format.Score(value)} {Format.Scores(interval)}";

    private static string NameOf(GraderSummary grader) =>
        grader.IsGroup ? $"{grader.Id} (group)"
        : grader.Weight == 0 ? $"{grader.Id} (not scored)"
        : grader.Id;

    private static string MeanCell(Rate mean) =>
        FormattableString.Invariant($"{RateText.Score(mean)} {Format.Scores(mean.Interval)} ({mean.Scored})");

    private static string RateCell(Rate rate) => $"{RateText.Counted(rate)} {Format.Percents(rate.Interval)}";

    private static string Chosen(RunRecord run) => run.EvalSet.Split.Count == 0 ? "" : $", {string.Join(" and ", run.EvalSet.Split)}";

    private static string Repeated(RunRecord run) =>
        run.Repeats == 1 ? "" : FormattableString.Invariant($", each asked {run.Repeats} times");

    private static void WriteTotals(IAnsiConsole console, IReadOnlyList<FinishedRun> runs)
    {
        var table = new TextTable(
            "version",
            "changed",
            "pass rate",
            "95% interval",
            "mean score",
            "95% interval",
            "undecided",
            "errors",
            "tokens in + out",
            "cost",
            "p50 / p95"
        )
        {
            LeftOutFirst = [10, 8, 5, 4, 6, 1, 9, 7],
        };
        foreach (var run in runs)
        {
            var summary = run.Summary;
            table.AddRow(
                RunNames.Of(run, runs),
                string.Join(", ", run.Record.Prompt.Changes),
                RateText.Counted(run.PassRate),
                run.IsStoppedByRace ? Format.Missing : Format.Percents(run.PassRate.Interval),
                RateText.Score(run.MeanScore),
                run.IsStoppedByRace ? Format.Missing : Format.Scores(run.MeanScore.Interval),
                Share(summary.Undecided, summary.Results),
                Share(summary.Errors, summary.Results),
                $"{Format.Count(summary.Usage.InputTokens)} + {Format.Count(summary.Usage.OutputTokens)}",
                CostOf(summary.Usage),
                $"{Format.Duration(summary.LatencyP50)} / {Format.Duration(summary.LatencyP95)}"
            );
        }

        table.Write(console);
    }

    private static void WriteComparisons(
        IAnsiConsole console,
        IReadOnlyList<FinishedRun> runs,
        IReadOnlyDictionary<string, BaselineComparison> comparisons
    )
    {
        if (comparisons.Count == 0)
            return;
        console.WriteLine();
        console.WriteLine("Change of the pass rate from the baseline");
        var table = new TextTable("version", "changed from it", "baseline", "difference", "95% interval", "p", "better/worse", "verdict")
        {
            LeftOutFirst = [1, 4, 6, 5, 2],
        };
        foreach (var run in runs.Where(run => comparisons.ContainsKey(run.Record.RunId)))
        {
            var comparison = comparisons[run.Record.RunId];
            var hasVerdict = comparison.Outcome != ComparisonOutcome.NoVerdict;
            table.AddRow(
                RunNames.Of(run, runs),
                comparison.Change.Cell,
                comparison.Baseline,
                hasVerdict ? RateText.Points(comparison.PassRate.RateDifference) : Format.Missing,
                hasVerdict
                    ? (comparison.PassRate.HasVariation ? Format.Points(comparison.PassRate.Interval) : "no variation")
                    : Format.Missing,
                hasVerdict ? VerdictText.PCell(comparison.PassRate) : Format.Missing,
                $"{Format.Count(comparison.PassRate.Wins)}/{Format.Count(comparison.PassRate.Losses)}",
                comparison.Outcome.Words()
            );
        }

        table.Write(console);
        if (comparisons.Values.Any(comparison => comparison.PassRate.Family > 1))
            console.WriteLine(VerdictText.StandsAlone);
        foreach (var run in runs)
        {
            if (comparisons.GetValueOrDefault(run.Record.RunId)?.Prediction is { } prediction)
                console.WriteLine(PrintableText.OneLine($"{RunNames.Of(run, runs)}: {PredictionText.Of(prediction)}"));
        }
    }

    private static void WriteFlaky(IAnsiConsole console, string name, FinishedRun run)
    {
        if (run.Summary.Repeats is not { } repeats)
            return;
        console.WriteLine();
        console.WriteLine(
            $"{name}: {Format.Percent(repeats.TotalAgreement)} of {Format.Quantity(repeats.Items, "item")} come out alike in all repeats; two runs disagree on {Format.Percent(repeats.ExpectedDisagreement)}; at least one repeat passes in {RateText.Percent(run.PassAny)}, all pass in {RateText.Percent(run.PassAll)}."
        );
        if (repeats.Flaky.Count > 0)
        {
            var items = string.Join(
                ", ",
                repeats
                    .Flaky.Take(MaxFlaky)
                    .Select(item =>
                        FormattableString.Invariant($"{PrintableText.OneLine(item.ItemId, 80)} ({item.Passed} of {item.Repeats})")
                    )
            );
            console.WriteLine(
                $"flaky: {items}{(repeats.Flaky.Count > MaxFlaky ? $" and {Format.Count(repeats.Flaky.Count - MaxFlaky)} more" : "")}"
            );
        }

        if (repeats.FlakyInHoldout > 0)
            console.WriteLine($"flaky in the holdout: {Format.Quantity(repeats.FlakyInHoldout, "item")}");
        WriteSamples(console, repeats.Samples);
    }

    private static void WriteSamples(IAnsiConsole console, IReadOnlyList<SampleRates> samples)
    {
        if (samples.Count == 0)
            return;
        var table = new TextTable(
            "k samples",
            "one passes (pass@k)",
            "95%",
            "all pass (pass^k)",
            "95%",
            "all alike",
            "best score",
            "worst score"
        )
        {
            LeftOutFirst = [7, 6, 4, 2, 5],
        };
        foreach (var rates in samples)
            table.AddRow(
                Format.Count(rates.K),
                Format.Percent(rates.PassAny.Mean),
                Format.Percents(rates.PassAny.Interval),
                Format.Percent(rates.PassAll.Mean),
                Format.Percents(rates.PassAll.Interval),
                Format.Percent(rates.Agreement.Mean),
                Format.Score(rates.Best.Mean),
                Format.Score(rates.Worst.Mean)
            );
        table.Write(console);
    }

    private static void WriteRates(
        IAnsiConsole console,
        IReadOnlyList<FinishedRun> runs,
        string what,
        string title,
        Func<FinishedRun, IEnumerable<(string Name, string Cell)>> cellsOf
    )
    {
        var cells = runs.Select(run => cellsOf(run).ToDictionary(StringComparer.Ordinal)).ToList();
        var names = cells.SelectMany(run => run.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (names.Count == 0)
            return;
        console.WriteLine();
        console.WriteLine(title);
        // Where not all fit, the earliest are left out.
        var table = new TextTable([what, .. runs.Select(run => RunNames.Of(run, runs))])
        {
            LeftOutFirst = [.. Enumerable.Range(1, runs.Count)],
        };
        foreach (var name in names)
            table.AddRow([name, .. cells.Select(run => run.GetValueOrDefault(name, Format.Missing))]);
        table.Write(console);
    }

    private static void WriteFailures(IAnsiConsole console, string name, RunSummary summary)
    {
        if (summary.Errors > 0)
        {
            console.WriteLine();
            var reasons = string.Join(", ", summary.Failures.Select(pair => FormattableString.Invariant($"{pair.Key} {pair.Value}")));
            console.WriteLine($"{name}: {Format.Quantity(summary.Errors, "call")} failed ({reasons}); they are in no rate.");
        }
    }

    private static void WriteCutOff(IAnsiConsole console, IReadOnlyList<FinishedRun> runs)
    {
        var lines = runs.Select(run =>
                (Name: RunNames.Of(run, runs), Text: CutOffText.Of(run.Summary.CutOff, run.Summary.Results, run.Record))
            )
            .Where(line => line.Text is not null)
            .ToList();
        if (lines.Count > 0)
            console.WriteLine();
        foreach (var (name, text) in lines)
            console.WriteLine($"{name}: {text}");
        if (lines.Count > 0)
            console.WriteLine(CutOffText.Advice);
    }

    private static string Share(int count, int of) => FormattableString.Invariant($"{count}/{of}");

    private static string CostOf(UsageSummary usage) =>
        usage switch
        {
            { KnownCostUsd: null } => "unknown",
            { Unpriced: > 0 } => $">= {Format.Money(usage.KnownCostUsd)} ({Format.Quantity(usage.Unpriced, "call")} unpriced)",
            { Cached: > 0 } when usage.UncachedCostUsd != usage.KnownCostUsd =>
                $"{Format.Money(usage.KnownCostUsd)} ({Format.Money(usage.UncachedCostUsd)} when asked)",
            _ => Format.Money(usage.KnownCostUsd),
        };
}
