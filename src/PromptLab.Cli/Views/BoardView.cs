using PromptLab.Reporting;
using PromptLab.Results;
using Spectre.Console;

namespace PromptLab.Cli.Views;

/// <summary>The scoreboard as a table.</summary>
internal static class BoardView
{
    public static void Write(IAnsiConsole console, IReadOnlyList<BoardLine> lines)
    {
        foreach (var group in lines.GroupBy(line => (line.Row.Prompt, line.Row.EvalSet, line.Row.Split, line.Row.Model)))
        {
            console.MarkupLineInterpolated($"[bold]{group.Key.Prompt}[/] on {group.Key.EvalSet}{(group.Key.Split is { } split ? ", " + split : "")}, {group.Key.Model ?? "model not named"}");
            var table = TableLook.Table("version", "parent", "changed", "title", "pass rate", "95% interval", "change from parent", "mean score", "scored", "errors", "cost", "p50", "run");
            foreach (var line in group)
                table.AddEscapedRow(CellsOf(line));
            console.Write(table);
        }

        console.WriteLine("A change from the parent is a difference of two counts; it does not say whether it is more than chance.");
    }

    private static string[] CellsOf(BoardLine line)
    {
        var row = line.Row;
        return
        [
            row.Version ?? Shown.Nothing,
            row.Parent ?? Shown.Nothing,
            string.Join(", ", row.Changed),
            row.Title ?? "",
            Shown.Percent(line.PassRate) + (line.Passed is { } passed ? FormattableString.Invariant($" ({passed}/{row.Scored})") : "") + (BoardLine.HasTooManyErrors(row) ? " (too many errors)" : ""),
            line.PassInterval is { } interval ? $"{Shown.Percent(interval.Low)} to {Shown.Percent(interval.High)}" : Shown.Nothing,
            Shown.Points(line.Change),
            Shown.Score(row.ScoreMean),
            FormattableString.Invariant($"{row.Scored}/{row.Items * row.Repeats}"),
            Shown.Count(row.Errors),
            Shown.Money(row.CostUsd),
            Shown.Duration(row.LatencyP50),
            row.RunId.Split('-')[^1],
        ];
    }
}
