using PromptLab.Calling;
using PromptLab.Cli.Commands;
using PromptLab.Cli.Terminal;
using PromptLab.Experiments;
using PromptLab.Files;
using PromptLab.Planning;
using PromptLab.Results;
using PromptLab.Workspace;

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
        using var log = new RunLog(withResponses: false);
        var project = ProjectWorkspace.Find(bench.Folder, CommandProject.HostOf(context, log), new Problems());
        using var models = project.Models;
        var setup = RunPreparation.Prepare(project, new RunOptions());
        using var begun = await RunStarter.StartAsync(project, setup, CancellationToken.None);
        await using var cache = setup.Choice.Cache == CacheMode.Off ? null : project.Cache.Open();
        project.Notify(RunExecution.CallsOf(project, begun));
        await using var writer = new RunWriter(project.Runs, begun.Runs.Select(run => run.Record), (result, tally) =>
            project.Notify(new ResultSaved(result, tally))
        );
        var settings = RunExecution.SettingsOf(begun, cache, new StopReasons());
        var time = await Clock.TimeAsync(() => RunExecution.CallAsync(project, begun, settings, writer, CancellationToken.None));
        var calls = begun.Runs.Count * setup.Items.Count * setup.Choice.Repeats;
        return writer.Tally.Passed == calls ? time : throw new InvalidOperationException("Not every call was answered right.");
    }
}
