using System.Globalization;
using PromptLab.Reporting;
using PromptLab.Results;
using Spectre.Console;

namespace PromptLab.Cli.Views;

/// <summary>Shows a confusion matrix for each grader that compares labels.</summary>
internal static class ConfusionView
{
    public static void Write(IAnsiConsole console, string name, FinishedRun run)
    {
        foreach (var grader in run.Summary.Graders.Where(grader => grader.Confusion is not null))
        {
            var matrix = grader.Confusion!;
            console.WriteLine();
            console.MarkupLineInterpolated($"{name}: {grader.Id}, expected (rows) against response (columns)");
            var table = new TextTable(["", .. matrix.Predicted.Select(label => label ?? "neither"), "right"]);
            foreach (var expected in matrix.Expected)
            {
                table.AddRow([
                    expected,
                    .. matrix.Predicted.Select(predicted => matrix.Count(expected, predicted).ToString(CultureInfo.InvariantCulture)),
                    RateText.Counted(run.RecallOf(matrix, expected)),
                ]);
            }

            table.Write(console);
        }
    }
}
