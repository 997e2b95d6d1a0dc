using System.Globalization;
using PromptLab.Cli.Options;
using PromptLab.Reporting;
using PromptLab.Results;
using PromptLab.Texts;
using Spectre.Console;

namespace PromptLab.Cli.Views;

/// <summary>Which labels were read for which, for each grader that reads labels.</summary>
internal static class ConfusionView
{
    public static void Write(IAnsiConsole console, string run, RunSummary summary, bool isTuningScore)
    {
        foreach (var grader in summary.Graders.Where(grader => grader.Confusion is not null))
        {
            var matrix = grader.Confusion!;
            console.WriteLine();
            console.MarkupLineInterpolated($"{run}: {grader.Id}, expected (rows) against response (columns)");
            var table = new TextTable(["", .. matrix.Predicted.Select(label => label ?? "neither"), "right"]);
            foreach (var wanted in matrix.Wanted)
            {
                table.AddRow([
                    wanted,
                    .. matrix.Predicted.Select(predicted => matrix.Count(wanted, predicted).ToString(CultureInfo.InvariantCulture)),
                    FormattableString.Invariant(
                        $"{TuningNote.Marked(Format.Percent(matrix.Recall(wanted)), isTuningScore)} ({matrix.Count(wanted, wanted)}/{matrix.Total(wanted)})"
                    ),
                ]);
            }

            table.Write(console);
        }
    }
}
