using PromptLab.Reporting;
using PromptLab.Results;

namespace PromptLab.Cli.Views;

/// <summary>What is used again of runs that go on, what changed, and what is asked.</summary>
internal static class ResumeView
{
    public static void Write(BegunRuns begun, RunRequest request, Surroundings surroundings)
    {
        if (request is { DryRun: true, Json: true })
        {
            surroundings.Write(new { Runs = begun.Runs.Select(run => new { run.Record.RunId, run.Plan!.Resumption }) });
            return;
        }

        // A dry run's result is what it would do; else this is progress, and the result comes later.
        var writer = request.DryRun ? surroundings.Out : surroundings.Error;
        foreach (var run in begun.Runs)
            Write(writer, run.Record, run.Plan!.Resumption);
        if (request.DryRun)
            writer.WriteLine("Nothing was sent, and nothing was changed.");
    }

    private static void Write(TextWriter writer, RunRecord run, RunResumption resumption)
    {
        writer.WriteLine($"{run.Prompt.Reference}: going on with {run.RunId}");
        writer.WriteLine(
            $"  used again: {Shown.Of(resumption.Reused, "answer")}{(resumption.Regraded == 0 ? "" : $", {Shown.Count(resumption.Regraded)} of them graded anew")}"
        );
        if (resumption.SetAside > 0)
            writer.WriteLine($"  set aside:  {Shown.Of(resumption.SetAside, "answer")}");
        foreach (var change in resumption.Changes)
            writer.WriteLine($"  changed:    {change}.");
        writer.WriteLine(
            $"  to ask:     {Shown.Of(resumption.ToAsk, "call")}{(resumption.Failed == 0 ? "" : $", {Shown.Count(resumption.Failed)} of which failed before")}"
        );
    }
}
