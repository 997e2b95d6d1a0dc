using PromptLab.Reporting;
using PromptLab.Results;
using Spectre.Console;

namespace PromptLab.Cli.Views;

/// <summary>The scoreboard as a table.</summary>
internal static class BoardView
{
    public static void Write(IAnsiConsole console, IReadOnlyList<BoardLine> lines)
    {
        foreach (var group in lines.GroupBy(line => (line.Row.Prompt, line.Conditions)))
        {
            var first = group.First().Row;
            var models = group.Select(line => line.Row.Model).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
            console.MarkupLineInterpolated(
                $"[bold]{first.Prompt}[/] on {first.EvalSet}{(first.Split is { } split ? ", " + split : "")}{(first.Repeats == 1 ? "" : $", each item asked {Shown.Count(first.Repeats)} times")}, {string.Join(" and ", models.DefaultIfEmpty("model not named"))}");
            var table = new TextTable("version", "parent", "changed", "title", "pass rate", "95% interval", "change from parent", "mean score", "scored", "errors", "cost", "p50", "run");
            foreach (var line in group)
                table.AddRow(CellsOf(line));
            table.Write(console);
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
            Shown.Money(ScoreboardRows.UncachedCostOf(row)),
            Shown.Duration(row.LatencyP50),
            row.RunId.Split('-')[^1],
        ];
    }
}
