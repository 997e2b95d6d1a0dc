using PromptLab.Cli.Terminal;
using PromptLab.Experiments;
using PromptLab.Reporting;
using PromptLab.Results;
using PromptLab.Texts;
using Spectre.Console;

namespace PromptLab.Cli.Views;

/// <summary>Shows the progress of runs on standard error: a bar on a terminal, else a line for every tenth of the calls.</summary>
internal sealed class ProgressView(CommandContext context, CallsStarting calls)
{
    private const int PlainLines = 10;

    private readonly int _calls = calls.Calls;
    private readonly int _initiallyDone = calls.Completed;
    private readonly long _startedAt = context.Time.GetTimestamp();
    private readonly bool _isTuningScore = calls.IsTuningScore;

    // Interim rates of the holdout are hidden: stopping on one would bias the result.
    private readonly bool _isSealed = calls.IsSealed;
    private ProgressTask? _bar;

    /// <summary>Runs the work, on a terminal under a progress bar.</summary>
    public Task ShowAsync(Func<Task> work) =>
        !context.IsInteractive
            ? work()
            : context
                .ErrorConsole.Progress()
                .Columns(new ProgressBarColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
                .StartAsync(context =>
                {
                    _bar = context.AddTask(Markup.Escape(Describe(new RunTally())), maxValue: _calls);
                    return work();
                });

    /// <summary>Shows the current counts. Not thread-safe.</summary>
    public void Show(RunTally tally)
    {
        if (_bar is not null)
        {
            _bar.Value = tally.Done;
            _bar.Description = Markup.Escape(Describe(tally));
        }
        else if (tally.Done * PlainLines / _calls > (tally.Done - 1) * PlainLines / _calls)
        {
            context.Error.WriteLine(Describe(tally));
        }
    }

    private string Describe(RunTally tally)
    {
        var rate = Rate.Of(tally.Passed, tally.Scored) with { IsTuningScore = _isTuningScore };
        var passed = _isSealed ? "" : $"{RateText.Percent(rate)} passed · ";
        var cost = tally.HasUnknownCost ? "cost unknown" : Format.Money(tally.KnownCostUsd);
        return $"{Format.Count(tally.Done)} of {Format.Count(_calls)} calls · {passed}{Format.Quantity(tally.Errors, "error")} · {cost}{TimeLeft(tally)}";
    }

    private string TimeLeft(RunTally tally)
    {
        var done = tally.Done - _initiallyDone;
        if (done <= 0 || tally.Done >= _calls)
            return "";
        var left = context.Time.GetElapsedTime(_startedAt) * (_calls - tally.Done) / done;
        return $" · {Format.Wait(TimeSpan.FromSeconds(Math.Ceiling(left.TotalSeconds)))} left";
    }
}
