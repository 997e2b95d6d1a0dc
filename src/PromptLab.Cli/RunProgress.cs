using PromptLab.Reporting;
using PromptLab.Results;
using Spectre.Console;

namespace PromptLab.Cli;

/// <summary>Shows on standard error how far runs are: a bar on a terminal, a plain line for each tenth elsewhere.</summary>
internal sealed class RunProgress(Surroundings surroundings, int calls, int doneBefore)
{
    private const int PlainLines = 10;

    private readonly long _begun = surroundings.Time.GetTimestamp();

    /// <summary>Does the work, which tells after each result how far it is.</summary>
    public Task ShowAsync(Func<Action<RunTally>, Task> work) =>
        surroundings.IsInteractive ? ShowBarAsync(work) : work(ShowLine);

    private Task ShowBarAsync(Func<Action<RunTally>, Task> work) =>
        surroundings.ErrorConsole.Progress()
            .Columns(new ProgressBarColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(async context =>
            {
                var bar = context.AddTask(Markup.Escape(Describe(new RunTally())), maxValue: calls);
                await work(tally =>
                {
                    bar.Value = Math.Max(bar.Value, tally.Done); // results come from many threads
                    bar.Description = Markup.Escape(Describe(tally));
                });
            });

    private void ShowLine(RunTally tally)
    {
        if (tally.Done * PlainLines / calls > (tally.Done - 1) * PlainLines / calls)
            surroundings.Error.WriteLine(Describe(tally));
    }

    private string Describe(RunTally tally)
    {
        var rate = tally.Scored == 0 ? null : (double?)tally.Passed / tally.Scored;
        var cost = tally.HasUnknownCost ? "cost unknown" : Shown.Money(tally.KnownCostUsd);
        return $"{Shown.Count(tally.Done)} of {Shown.Count(calls)} calls · {Shown.Percent(rate)} passed · {Shown.Of(tally.Errors, "error")} · {cost}{TimeLeft(tally)}";
    }

    private string TimeLeft(RunTally tally)
    {
        var done = tally.Done - doneBefore;
        if (done <= 0 || tally.Done >= calls)
            return "";
        var left = surroundings.Time.GetElapsedTime(_begun) * (calls - tally.Done) / done;
        return $" · {Shown.Duration(TimeSpan.FromSeconds(Math.Ceiling(left.TotalSeconds)))} left";
    }
}
