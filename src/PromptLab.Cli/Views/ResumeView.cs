using PromptLab.Cli.Options;
using PromptLab.Reporting;
using PromptLab.Results;
using PromptLab.Texts;

namespace PromptLab.Cli.Views;

/// <summary>What is used again of runs that go on, what changed, and what is asked.</summary>
internal static class ResumeView
{
    public static void Write(BegunRuns begun, RunOptions request, CommandContext context)
    {
        if (request is { DryRun: true, Json: true })
        {
            context.Write(new { Runs = begun.Runs.Select(run => new { run.Record.RunId, run.Plan!.Resumption }) });
            return;
        }

        // A dry run's result is what it would do; else this is progress, and the result comes later.
        var writer = request.DryRun ? context.Out : context.Error;
        foreach (var run in begun.Runs)
            Write(writer, run.Record, run.Plan!.Resumption);
        if (request.DryRun)
            writer.WriteLine("Nothing was sent, and nothing was changed.");
    }

    private static void Write(TextWriter writer, RunRecord run, RunResumption resumption)
    {
        writer.WriteLine($"{run.Prompt.Reference}: going on with {run.RunId}");
        writer.WriteLine(
            $"  used again: {Format.Quantity(resumption.Reused, "answer")}{(resumption.Regraded == 0 ? "" : $", {Format.Count(resumption.Regraded)} of them graded anew")}{(resumption.ToGrade == 0 ? "" : $", {Format.Count(resumption.ToGrade)} of them not graded yet")}"
        );
        if (resumption.SetAside > 0)
            writer.WriteLine($"  set aside:  {Format.Quantity(resumption.SetAside, "answer")}");
        foreach (var change in resumption.Changes)
            writer.WriteLine($"  changed:    {change}.");
        writer.WriteLine(
            $"  to ask:     {Format.Quantity(resumption.ToAsk, "call")}{(resumption.Failed == 0 ? "" : $", {Format.Count(resumption.Failed)} of which failed before")}"
        );
    }
}
