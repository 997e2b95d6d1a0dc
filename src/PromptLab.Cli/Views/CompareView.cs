using PromptLab.Comparing;
using PromptLab.Reporting;
using PromptLab.Texts;
using Spectre.Console;

namespace PromptLab.Cli.Views;

/// <summary>Shows comparisons: the verdict, the figures, then the items that flipped, regressions first.</summary>
internal static class CompareView
{
    private const int MaxTextLength = 200;
    private const int MaxFlips = 200;

    public static void Write(IAnsiConsole console, IReadOnlyList<WeighedComparison> comparisons, IReadOnlyList<string> note)
    {
        foreach (var comparison in comparisons)
            Write(console, comparison);
        foreach (var line in note)
            console.WriteLine(PrintableText.OneLine(line));
    }

    private static void Write(IAnsiConsole console, WeighedComparison weighed)
    {
        var (evidence, comparison) = (weighed.Evidence, weighed.Evidence.Comparison);
        console.MarkupLineInterpolated($"baseline  [bold]{comparison.Baseline.Label}[/] {comparison.Baseline.RunId}");
        console.MarkupLineInterpolated($"candidate [bold]{comparison.Candidate.Label}[/] {comparison.Candidate.RunId}");
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{VerdictText.Of(evidence, weighed.Change)}[/]");
        foreach (var remark in VerdictText.Remarks(weighed))
            console.WriteLine(PrintableText.OneLine(remark));
        foreach (var report in ComparisonTables.Of(evidence))
            WriteTable(console, report);
        console.WriteLine(Counts(comparison));
        if (VerdictText.Sealed(comparison) is { } held)
            console.WriteLine(held);
        console.WriteLine();
        foreach (var pair in comparison.Flips.Take(MaxFlips))
            WriteFlip(console, pair);
        if (comparison.Flips.Count > MaxFlips)
            console.WriteLine(
                $"and {Format.Quantity(comparison.Flips.Count - MaxFlips, "item")} more that flipped; --csv FILE writes them all."
            );
        WriteLeftOut(console, comparison);
    }

    private static void WriteTable(IAnsiConsole console, ReportTable report)
    {
        if (report.Title.Length > 0)
            console.WriteLine(report.Title);
        // The verdict says more than what it is made from.
        var table = report.Columns is [.., "verdict"]
            ? new TextTable(report.Columns) { LeftOutFirst = [1, 7, 6, 5] }
            : new TextTable(report.Columns);
        foreach (var row in report.Rows)
            table.AddRow(row);
        table.Write(console);
    }

    private static string Counts(RunComparison comparison)
    {
        (ItemChange Change, string Word)[] kinds =
        [
            (ItemChange.Broken, "broken (passed, now fail)"),
            (ItemChange.Fixed, "fixed (failed, now pass)"),
            (ItemChange.BothPass, "pass in both"),
            (ItemChange.BothFail, "fail in both"),
            (ItemChange.Undecided, "undecided in one"),
            (ItemChange.Error, "error in one"),
        ];
        var counted = kinds
            .Where(kind => kind.Change < ItemChange.Undecided || comparison.Count(kind.Change) > 0)
            .Select(kind => $"{Format.Count(comparison.Count(kind.Change))} {kind.Word}");
        return $"{Format.Quantity(comparison.Pairs.Count, "pair")}: {string.Join(", ", counted)}{(comparison.LeftOut.Count == 0 ? "" : $"; {Format.Count(comparison.LeftOut.Count)} not paired")}.";
    }

    private static void WriteFlip(IAnsiConsole console, ItemPair pair)
    {
        var (word, colour) = pair.Change == ItemChange.Broken ? ("broken", "red") : ("fixed", "green");
        console.MarkupLine(
            $"[{colour}]{word}[/] {Markup.Escape(pair.ItemId)}{(pair.Tags.Count == 0 ? "" : Markup.Escape(" (" + string.Join(", ", pair.Tags) + ")"))}"
        );
        WriteSide(console, "baseline ", pair.Baseline);
        WriteSide(console, "candidate", pair.Candidate);
        console.WriteLine();
    }

    private static void WriteSide(IAnsiConsole console, string name, ComparedSide side)
    {
        var repeats = side.Repeats == 1 ? "" : FormattableString.Invariant($" ({side.Passed} of {side.Repeats} pass)");
        console.WriteLine(
            $"  {name} {Format.Score(side.Score)}{repeats}  {PrintableText.OneLine(side.Output ?? Format.Missing, MaxTextLength)}"
        );
        foreach (var reason in side.Reasons)
            console.WriteLine($"            {PrintableText.OneLine(reason, MaxTextLength)}");
    }

    private static void WriteLeftOut(IAnsiConsole console, RunComparison comparison)
    {
        if (comparison.LeftOut.Count == 0)
            return;
        console.WriteLine($"{Format.Quantity(comparison.LeftOut.Count, "item")} can't be paired:");
        foreach (var item in comparison.LeftOut)
            console.WriteLine("  " + PrintableText.OneLine(item.Explanation, MaxTextLength));
        console.WriteLine();
    }
}
