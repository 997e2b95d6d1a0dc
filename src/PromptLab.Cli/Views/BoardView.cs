using PromptLab.Reporting;
using PromptLab.Results;
using PromptLab.Texts;
using Spectre.Console;

namespace PromptLab.Cli.Views;

/// <summary>Shows the scoreboard as tables or plots, one for each prompt and set of conditions.</summary>
internal static class BoardView
{
    private const int MaxPlotWidth = 80;
    private const int TextWidth = 60; // for labels before the plot and remarks after it

    public static void Write(IAnsiConsole console, IReadOnlyList<BoardLine> lines, bool plot, IReadOnlyList<string> note)
    {
        foreach (var group in lines.GroupBy(line => (line.Row.Prompt, line.Conditions)))
        {
            WriteTitle(console, [.. group]);
            if (plot)
                WritePlot(console, [.. group]);
            else
                WriteTable(console, [.. group]);
        }

        if (lines.Any(line => line.IsSupported == false))
            console.WriteLine("?  chance explains this change as well; the evidence does not support it.");
        if (lines.Any(line => line.IsSupported is null && line.Change is not null))
            console.WriteLine("A change that is “not tested” is a difference of two counts: promptlab compare weighs it.");
        if (!plot && lines.Any(line => line.Compared.CorrectedPValue is not null))
            console.WriteLine(VerdictText.StandsAlone);
        foreach (var line in note)
            console.WriteLine(PrintableText.OneLine(line));
    }

    private static void WriteTitle(IAnsiConsole console, IReadOnlyList<BoardLine> group)
    {
        var first = group[0].Row;
        var models = group.Select(line => line.Row.Model).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        console.MarkupLineInterpolated(
            $"[bold]{first.Prompt}[/] on {first.EvalSet}{(first.Split is { } split ? ", " + split : "")}, {Format.Quantity(first.Items, "item")}{(first.Repeats == 1 ? "" : $" asked {Format.Count(first.Repeats)} times each")}, {string.Join(" and ", models.DefaultIfEmpty("model not named"))}"
        );
    }

    private static void WriteTable(IAnsiConsole console, IReadOnlyList<BoardLine> group)
    {
        var table = new TextTable(
            "version",
            "parent",
            "changed",
            "title",
            "pass rate",
            "95% interval",
            "against",
            "change",
            "95% interval",
            "p",
            "verdict",
            "mean score",
            "scored",
            "errors",
            "cost",
            "p50",
            "run"
        )
        {
            LeftOutFirst = [3, 16, 15, 14, 12, 11, 13, 1, 9, 8, 6, 2],
        };
        foreach (var line in group)
            table.AddRow(CellsOf(line));
        table.Write(console);
    }

    private static void WritePlot(IAnsiConsole console, IReadOnlyList<BoardLine> group)
    {
        var rates = group
            .Select(line => new PlottedRate(
                PrintableText.OneLine(line.Name ?? line.Row.RunId, 40),
                line.Rate,
                PrintableText.OneLine(RemarkOf(line), 200)
            ))
            .ToList();
        foreach (var text in IntervalPlot.Lines(rates, Math.Min(MaxPlotWidth, console.Profile.Width - TextWidth)))
            console.WriteLine(text);
        console.WriteLine();
    }

    private static string RemarkOf(BoardLine line) =>
        BoardLine.HasTooManyErrors(line.Row) ? "too many errors"
        : AgainstOf(line) is { } against
            ? $"{ChangeOf(line)} against {against}: {VerdictOf(line)}{(IsAgainstParent(line) ? $" ({string.Join(", ", line.Row.Changed)})" : "")}"
        : line.Row.Verdict ?? "";

    private static string[] CellsOf(BoardLine line)
    {
        var row = line.Row;
        return
        [
            line.Name ?? Format.Missing,
            row.Parent ?? Format.Missing,
            string.Join(", ", row.Changed),
            row.Title ?? "",
            RateText.Counted(line.Rate) + (BoardLine.HasTooManyErrors(row) ? " (too many errors)" : ""),
            Format.Percents(line.Rate.Interval),
            AgainstOf(line) ?? Format.Missing,
            ChangeOf(line),
            Format.Points(line.DeltaInterval),
            Format.PValue(ScoreboardRows.DecidingPValueOf(line.Compared)),
            VerdictOf(line),
            RateText.Score(line.MeanScore),
            FormattableString.Invariant($"{row.Scored}/{row.Items * row.Repeats}"),
            Format.Count(row.Errors),
            Format.Money(ScoreboardRows.UncachedCostOf(row)),
            Format.Duration(row.LatencyP50),
            RunId.ShortOf(row.RunId),
        ];
    }

    private static string? AgainstOf(BoardLine line) => line.Against ?? (line.Change is null ? null : line.Row.Parent);

    private static string ChangeOf(BoardLine line) =>
        line.IsSupported switch
        {
            null => Format.Points(line.Change),
            true => Format.Points(line.Compared.Delta),
            false => line.Compared.Delta is null ? Format.Missing : $"{Format.Points(line.Compared.Delta)} ?",
        };

    // Compared with a version other than the parent, a version differs in more than the column “changed” shows.
    private static string VerdictOf(BoardLine line) =>
        line.Compared switch
        {
            { Verdict: null } => line.Change is null ? Format.Missing : "not tested",
            { Baseline: { } baseline, Verdict: var verdict } when baseline == line.Row.Version => $"{verdict} (unchanged, run again)",
            { Baseline: not null, Verdict: var verdict } when !IsAgainstParent(line) => $"{verdict} (all changes since {line.Against})",
            { Verdict: var verdict } => verdict,
        };

    private static bool IsAgainstParent(BoardLine line) => line.Row.Parent is { } parent && AgainstOf(line) == parent;
}
