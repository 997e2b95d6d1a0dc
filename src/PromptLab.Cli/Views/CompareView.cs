using PromptLab.Comparing;
using PromptLab.Reporting;
using Spectre.Console;

namespace PromptLab.Cli.Views;

/// <summary>A comparison on the screen: what differs besides the prompt, the counts, then the items that flipped, regressions first.</summary>
internal static class CompareView
{
    private const int LongestText = 200;

    public static void Write(IAnsiConsole console, RunComparison comparison, IReadOnlyList<string> differences)
    {
        console.MarkupLineInterpolated($"baseline  [bold]{comparison.Baseline.Label}[/] {comparison.Baseline.RunId}");
        console.MarkupLineInterpolated($"candidate [bold]{comparison.Candidate.Label}[/] {comparison.Candidate.RunId}");
        foreach (var difference in differences)
            console.MarkupLineInterpolated($"[yellow]not the same:[/] {difference}");
        console.WriteLine();
        WriteCounts(console, comparison);
        foreach (var pair in comparison.Flips)
            WriteFlip(console, pair);
        WriteLeftOut(console, comparison);
        console.WriteLine("These are counts. They do not say whether the difference is more than chance.");
    }

    private static void WriteCounts(IAnsiConsole console, RunComparison comparison)
    {
        var table = new TextTable("", "items");
        table.AddRow("fixed (fail, now pass)", Shown.Count(comparison.Count(ItemChange.Fixed)));
        table.AddRow("broken (pass, now fail)", Shown.Count(comparison.Count(ItemChange.Broken)));
        table.AddRow("pass in both", Shown.Count(comparison.Count(ItemChange.BothPass)));
        table.AddRow("fail in both", Shown.Count(comparison.Count(ItemChange.BothFail)));
        table.AddRow("undecided in one", Shown.Count(comparison.Count(ItemChange.Undecided)));
        table.AddRow("error in one", Shown.Count(comparison.Count(ItemChange.Error)));
        table.AddRow("not paired", Shown.Count(comparison.LeftOut.Count));
        table.Write(console);
        if (comparison.MeanScoreDifference is { } difference)
            console.WriteLine(FormattableString.Invariant($"mean score: {difference:+0.000;-0.000;0.000} over {comparison.ScoredPairs} pairs"));
        console.WriteLine();
    }

    private static void WriteFlip(IAnsiConsole console, ItemPair pair)
    {
        var (word, colour) = pair.Change == ItemChange.Broken ? ("broken", "red") : ("fixed", "green");
        console.MarkupLine($"[{colour}]{word}[/] {Markup.Escape(pair.ItemId)}{(pair.Tags.Count == 0 ? "" : Markup.Escape(" (" + string.Join(", ", pair.Tags) + ")"))}");
        WriteSide(console, "baseline ", pair.Baseline);
        WriteSide(console, "candidate", pair.Candidate);
        console.WriteLine();
    }

    private static void WriteSide(IAnsiConsole console, string name, ComparedSide side)
    {
        console.WriteLine($"  {name} {Shown.Score(side.Score)}  {PlainText.Visible(side.Output ?? Shown.Nothing, LongestText)}");
        foreach (var reason in side.Reasons)
            console.WriteLine($"            {PlainText.Visible(reason, LongestText)}");
    }

    private static void WriteLeftOut(IAnsiConsole console, RunComparison comparison)
    {
        if (comparison.LeftOut.Count == 0)
            return;
        console.WriteLine($"{Shown.Of(comparison.LeftOut.Count, "item")} can't be paired:");
        foreach (var item in comparison.LeftOut)
            console.WriteLine("  " + PlainText.Visible(item.Explanation, LongestText));
        console.WriteLine();
    }
}
