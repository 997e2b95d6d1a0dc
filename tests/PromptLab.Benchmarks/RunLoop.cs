using PromptLab.Calling;
using PromptLab.Cli;
using PromptLab.Cli.Terminal;
using PromptLab.Experiments;
using PromptLab.Planning;
using PromptLab.Results;

namespace PromptLab.Benchmarks;

/// <summary>
/// The calls of a run as <c>promptlab run</c> makes them, from the first until the last answer is graded and in the
/// journal. What comes before and after, reading the eval set and writing the summary, is timed with the whole command.
/// </summary>
internal static class RunLoop
{
    public static async Task<TimeSpan> TimeAsync(BenchProject bench)
    {
        var context = CommandLine.SurroundingsIn(bench.Folder);
        var project = Project.Open(context);
        var request = new RunOptions();
        var setup = RunPreparation.Prepare(project, request, context);
        using var begun = await RunBeginning.BeginAsync(project, setup, context);
        await using var cache = CacheFile.OpenFor(project, setup, context);
        var records = begun.Runs.Select(run => run.Record).ToList();
        using var log = new RunLog(project.Runs, records, withResponses: false);
        var progress = new RunProgress(context, begun);
        await using var book = new RunWriter(project.Runs, records, (result, tally) =>
        {
            log.Note(result);
            progress.Show(tally);
        });
        using var models = ModelSources.Of(context, project);
        var plan = RunExecution.PlanOf(models, begun, RunExecution.SettingsOf(begun, cache, new StopNotes()), context);
        var time = await Clock.TimeAsync(() => RunExecution.AskAsync(plan, book, progress, context));
        return book.Tally.Passed == plan.Calls ? time : throw new InvalidOperationException("Not every call was answered right.");
    }
}
