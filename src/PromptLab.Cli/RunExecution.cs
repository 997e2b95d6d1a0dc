using PromptLab.Calling;
using PromptLab.Models;
using PromptLab.Reporting;
using PromptLab.Results;
using PromptLab.Running;
using PromptLab.Texts;

namespace PromptLab.Cli;

/// <summary>Carries out runs that have begun: asks, keeps each result, shows how far it is, ends each run.</summary>
internal static class RunExecution
{
    private const int ManyItems = 10_000;

    public static async Task<IReadOnlyList<FinishedRun>> RunAsync(
        Project project,
        BegunRuns begun,
        ResponseCache? cache,
        RunOptions request,
        CommandContext context
    )
    {
        var choice = begun.Setup.Choice;
        var stops = new StopNotes();
        var records = begun.Runs.Select(run => run.Record).ToList();
        using var log = new RunLog(project.Runs, records, request.LogResponses);
        var progress = new RunProgress(context, begun);
        using var book = new RunWriter(project.Runs, records, (result, tally) =>
        {
            begun.RaceOf(result.RunId)?.Race.Take(result);
            log.Note(result);
            progress.Show(tally);
        });
        using var told = context.Stopping.Register(() =>
        {
            stops.Add("Somebody asked for a stop.");
            context.Error.WriteLine($"Stopping: calls under way have {Format.Wait(choice.Grace)} to end. Ask once more to stop at once.");
        });
        foreach (var resumed in begun.Runs.Select(run => run.Plan).OfType<ResumePlan>())
            book.Take(resumed);
        if (begun.Setup.Items.Count > ManyItems)
            // What reading them left behind is as large as they are.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var models = ModelSources.Of(context, project);
        await AskAsync(PlanOf(models, begun, SettingsOf(begun, cache, stops), context), book, progress, context);
        var finished = End(begun, book, stops, context);
        foreach (var run in finished)
            log.Note(run);
        foreach (var run in finished.Where(run => run.IsStoppedByRace))
            await context.Error.WriteLineAsync($"{run.Record.Prompt.Reference}: {begun.RaceOf(run.Record.RunId)?.WhyStopped}");
        foreach (var reason in stops.Reasons)
            await context.Error.WriteLineAsync(reason);
        if (cache?.Trouble is { } trouble)
            await context.Error.WriteLineAsync(
                $"warning: the response cache failed at least once, and what it could not give was asked: {trouble}"
            );
        return finished;
    }

    /// <summary>Asks every call of a plan; when it returns, each answer is in the journal of its run.</summary>
    internal static Task AskAsync(RunPlan plan, RunWriter book, RunProgress progress, CommandContext context) =>
        progress.ShowAsync(() => new Runner(context.Time).RunAsync(plan, book.KeepAsync, context.Stopping));

    internal static CallSettings SettingsOf(BegunRuns begun, ResponseCache? cache, StopNotes stops)
    {
        var (choice, used) = (begun.Setup.Choice, begun.Used);
        return new CallSettings
        {
            Timeout = begun.Setup.Timeout,
            Retries = choice.Retries,
            Cache = cache,
            CacheMode = choice.Cache,
            Budget = choice.Budget.IsUnlimited
                ? null
                : new Budget(choice.Budget, new BudgetUse(used.CostUsd, used.Requests, used.Tokens), stops),
            Stops = stops,
        };
    }

    internal static RunPlan PlanOf(ModelSource source, BegunRuns begun, CallSettings settings, CommandContext context)
    {
        var models = begun
            .Runs.Select(run => run.Model)
            .Distinct()
            .ToDictionary(model => model.Alias, model => source.Create(model, settings, context.Stopping), StringComparer.Ordinal);
        return new RunPlan
        {
            Targets = [.. begun.Runs.Select(run => TargetOf(run, models[run.Model.Alias]))],
            Items = begun.Setup.Items,
            Graders = begun.Setup.Graders,
            Repeats = begun.Setup.Choice.Repeats,
            Concurrency = begun.Setup.Choice.Concurrency,
            Grace = begun.Setup.Choice.Grace,
            Answered = begun.Runs.SelectMany(run => run.Plan?.Reused ?? []).ToHashSet(),
        };
    }

    // A run whose race was stopped has a reason of its own; the others share theirs.
    private static IReadOnlyList<FinishedRun> End(BegunRuns begun, RunWriter book, StopNotes stops, CommandContext context)
    {
        var finished = book.End(context.Time.GetUtcNow(), runId => begun.RaceOf(runId)?.WhyStopped is { } race ? [race] : stops.Reasons);
        return
        [
            .. finished.Select(run =>
                run with
                {
                    IsStoppedByRace = run.Record.Status == RunStatus.Unfinished && begun.RaceOf(run.Record.RunId)?.WhyStopped is not null,
                }
            ),
        ];
    }

    private static RunTarget TargetOf(BegunRun run, Model model)
    {
        var target = new RunTarget(run.Record.RunId, RunSubject.Of(run.Prompt), model);
        return run.Race is not { } race ? target : target with { Order = race.Order, IsOver = () => race.Race.Stop is not null };
    }
}
