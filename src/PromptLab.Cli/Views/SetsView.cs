using PromptLab.Cli.Options;
using PromptLab.Cli.Outputs;
using PromptLab.Cli.Terminal;
using PromptLab.Experiments;
using PromptLab.Reporting;
using PromptLab.Results;
using PromptLab.Texts;

namespace PromptLab.Cli.Views;

/// <summary>Shows runs over several eval sets: the pass rate of each, and their averages.</summary>
internal static class SetsView
{
    /// <summary>Writes the outcome and returns the exit code.</summary>
    public static int Write(SetsOutcome outcome, bool json, bool details, CommandContext context)
    {
        var runs = outcome.Sets.SelectMany(set => set.Runs).ToList();
        if (json)
            context.Write(
                new RunOutput(
                    [
                        .. outcome.Sets.SelectMany(set =>
                            set.Runs.Select(run => RunReport.Of(run, set.Comparisons.GetValueOrDefault(run.Record.RunId)))
                        ),
                    ],
                    Best: null
                )
                {
                    Averages = outcome.Averages,
                    NotBegun = outcome.NotBegun,
                }
            );
        else
            WriteTable(outcome, details, context);
        foreach (var set in outcome.Sets)
            RunOutcomeView.WriteFolders(set, details, context);
        RunOutcomeView.WriteFailures(runs, context);
        if (outcome.NotBegun.Count > 0)
            context.Error.WriteLine($"Not begun, as the budget or a stop came before: {string.Join(", ", outcome.NotBegun)}");
        return outcome
            .Sets.Select(set => RunOutcomeView.ExitCode(set, context))
            .Append(
                outcome.NotBegun.Count == 0 ? ExitCodes.Done
                : context.Stopping.IsCancellationRequested ? ExitCodes.Cancelled
                : ExitCodes.Incomplete
            )
            .Max();
    }

    private static void WriteTable(SetsOutcome outcome, bool details, CommandContext context)
    {
        if (details)
        {
            foreach (var set in outcome.Sets)
                RunScoresView.Write(context.Console, set);
        }

        var names = outcome.Averages.Select(NameOf).ToList();
        var table = new TextTable(["passed", .. names]) { LeftOutFirst = [.. Enumerable.Range(1, names.Count)] };
        foreach (var set in outcome.Sets)
            table.AddRow([
                set.Runs[0].Record.EvalSet.Name,
                .. outcome.Averages.Select(average =>
                    set.Runs.FirstOrDefault(run => run.Record.Prompt.Reference == average.Prompt && run.Record.Model.Alias == average.Model)
                        is { } run
                        ? $"{RateText.Counted(run.PassRate)} {Format.Percents(run.PassRate.Interval)}"
                        : Format.Missing
                ),
            ]);
        table.AddRow(["mean of the sets (macro)", .. outcome.Averages.Select(average => Cell(average, average.MacroPassRate))]);
        table.AddRow(["over all items (micro)", .. outcome.Averages.Select(average => Cell(average, average.MicroPassRate))]);
        table.Write(context.Console);
        foreach (var average in outcome.Averages.Where(average => average.Lack is not null))
            context.Out.WriteLine($"{NameOf(average)}: {average.Lack}");
        if (outcome.Averages.Any(average => average.IsTuningScore))
            context.Out.WriteLine(TuningNote.Brief);
    }

    private static string NameOf(SetAverages average) =>
        average.Model is { } model && average.Prompt.Contains('@') ? $"{average.Prompt} on {model}" : average.Prompt;

    private static string Cell(SetAverages average, MeanOfItems? mean) =>
        mean is null ? Format.Missing : $"{Format.Percent(mean.Mean)}{(average.IsTuningScore ? "†" : "")} {Format.Percents(mean.Interval)}";
}
