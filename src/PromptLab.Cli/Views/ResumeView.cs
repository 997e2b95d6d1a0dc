using PromptLab.Experiments;
using PromptLab.Results;
using PromptLab.Texts;

namespace PromptLab.Cli.Views;

/// <summary>Shows what resumed runs reuse, what changed since, and how many calls remain.</summary>
internal static class ResumeView
{
    public static void Write(TextWriter writer, IReadOnlyList<ResumedRun> runs)
    {
        foreach (var run in runs)
            Write(writer, run.Run, run.Resumption);
    }

    /// <summary>Writes what resuming would do.</summary>
    public static void WriteForecast(TextWriter writer, ResumeForecast forecast)
    {
        Write(writer, forecast.Runs);
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
