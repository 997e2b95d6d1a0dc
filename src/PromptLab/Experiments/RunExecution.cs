using PromptLab.Calling;
using PromptLab.Models;
using PromptLab.Results;
using PromptLab.Running;
using PromptLab.Workspace;

namespace PromptLab.Experiments;

/// <summary>Executes started runs: makes their calls, saves each result, notifies the observer, and ends each run.</summary>
internal static class RunExecution
{
    private const int ManyItems = 10_000;

    /// <summary>
    /// Makes every call that has no result yet. When the task completes, all results are saved and the records say how far each run
    /// got.
    /// </summary>
    /// <param name="project">The project.</param>
    /// <param name="started">The runs.</param>
    /// <param name="cache">The response cache; null for none.</param>
    /// <param name="stopping">Requests a stop: no new call begins, and calls in flight may finish within the grace period.</param>
    /// <param name="objectionTo">
    /// Why a look at the holdout can't end with its results, as a sentence, or null where it can; null where any look can.
    /// </param>
    public static async Task<IReadOnlyList<FinishedRun>> RunAsync(
        ProjectWorkspace project,
        StartedRuns started,
        ResponseCache? cache,
        CancellationToken stopping,
        Func<IReadOnlyList<ItemResult>, string?>? objectionTo = null
    )
    {
        var choice = started.Setup.Choice;
        var stops = new StopReasons();
        project.Notify(CallsOf(project, started));
        await using var writer = new RunWriter(project.Runs, started.Runs.Select(run => run.Record), started.IsSealed ? null : Saved);
        using var stopRegistration = stopping.Register(() =>
        {
            stops.Add("Somebody asked for a stop.");
            project.Notify(new StopRequested(choice.Grace));
        });
        foreach (var resumed in started.Runs.Select(run => run.Plan).OfType<ResumePlan>())
            writer.Take(resumed);
        if (started.Setup.Items.Count > ManyItems)
            // Reading many items leaves about as much garbage as the items themselves.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        var settings = SettingsOf(started, cache, stops);
        OpenLook? open = null;
        if (started.IsSealed)
            open = await CallSealedAsync(project, started, settings, writer, objectionTo ?? (static _ => null), stopping);
        else
            await CallAsync(project, started, settings, writer, stopping);
        if (open is not null)
            stops.Add(open.Reason);
        var finished = await EndAsync(project, started, writer, stops, open);
        NotifyEnded(project, started, finished, stops, cache);
        return finished;

        void Saved(ItemResult result, RunTally tally)
        {
            started.RaceOf(result.RunId)?.Race.Take(result);
            project.Notify(new ResultSaved(result, tally));
        }
    }

    /// <summary>Makes the calls; when the task completes, each result is in the journal of its run.</summary>
    internal static async Task CallAsync(
        ProjectWorkspace project,
        StartedRuns started,
        CallSettings settings,
        RunWriter writer,
        CancellationToken stopping
    )
    {
        var plan = PlanOf(project, started, settings, stopping);
        await project.Host.Observer.WhileCallingAsync(() => new Runner(project.Host.Time).RunAsync(plan, writer, stopping));
    }

    // The responses of a look are graded once every call has ended.
    private static async Task<OpenLook?> CallSealedAsync(
        ProjectWorkspace project,
        StartedRuns started,
        CallSettings settings,
        RunWriter writer,
        Func<IReadOnlyList<ItemResult>, string?> objectionTo,
        CancellationToken stopping
    )
    {
        var plan = PlanOf(project, started, settings, stopping) with { DefersGrading = true };
        var known = plan.UngradedResponses.Values.Aggregate(writer.Tally, (tally, response) => tally.And(response.Result));
        var deferred = new DeferredGrading(writer, known, (result, tally) =>
            project.Notify(new ResultSaved(SealedTexts.Kept(result), tally))
        );
        OpenLook? open = null;
        await project.Host.Observer.WhileCallingAsync(async () =>
        {
            var runner = new Runner(project.Host.Time);
            await runner.RunAsync(plan, deferred, stopping);
            open = await deferred.GradeAsync(plan, runner, objectionTo, stopping);
        });
        return open;
    }

    internal static CallSettings SettingsOf(StartedRuns started, ResponseCache? cache, StopReasons stops)
    {
        var (choice, used) = (started.Setup.Choice, started.Used);
        return new CallSettings
        {
            Timeout = started.Setup.Timeout,
            Retries = choice.Retries,
            Cache = cache,
            CacheMode = choice.Cache,
            Budget = choice.Budget.IsUnlimited
                ? null
                : new Budget(choice.Budget, new BudgetUse(used.CostUsd, used.Requests, used.Tokens), stops),
            StopReasons = stops,
        };
    }

    private static RunPlan PlanOf(ProjectWorkspace project, StartedRuns started, CallSettings settings, CancellationToken stopping)
    {
        var models = started
            .Runs.Select(run => run.Model)
            .Distinct()
            .ToDictionary(model => model.Alias, model => project.Models.Create(model, settings, stopping), StringComparer.Ordinal);
        return new RunPlan
        {
            Targets = [.. started.Runs.Select(run => TargetOf(run, models[run.Model.Alias]))],
            Items = started.Setup.Items,
            Graders = started.Setup.Graders,
            GraderModels = new GraderModels(project, settings, stopping),
            Repeats = started.Setup.Choice.Repeats,
            Concurrency = started.Setup.Choice.Concurrency,
            Grace = started.Setup.Choice.Grace,
            Completed = started.Runs.SelectMany(run => run.Plan?.Reused ?? []).ToHashSet(),
            UngradedResponses = started.Runs.SelectMany(run => run.Plan?.ToGrade.AsEnumerable() ?? []).ToDictionary(),
        };
    }

    private static RunTarget TargetOf(StartedRun run, Model model)
    {
        var target = new RunTarget(run.Record.RunId, RunSubject.Of(run.Prompt), model);
        return run.Race is not { } race ? target : target with { Order = race.Order, IsOver = () => race.Race.Stop is not null };
    }

    // A run stopped by its race has its own reason; all other runs share the same ones.
    private static async Task<IReadOnlyList<FinishedRun>> EndAsync(
        ProjectWorkspace project,
        StartedRuns started,
        RunWriter writer,
        StopReasons stops,
        OpenLook? open
    )
    {
        var finished = await writer.EndAsync(project.Host.Time.GetUtcNow(), runId =>
            started.RaceOf(runId)?.WhyStopped is { } race ? [race] : stops.All
        );
        return
        [
            .. finished.Select(run =>
                run with
                {
                    IsHeldBack = open is { IsByGraders: true },
                    IsStoppedByRace = run.Record.Status == RunStatus.Unfinished && started.RaceOf(run.Record.RunId)?.WhyStopped is not null,
                }
            ),
        ];
    }

    internal static CallsStarting CallsOf(ProjectWorkspace project, StartedRuns started) =>
        new()
        {
            Runs = [.. started.Runs.Select(run => (run.Record, project.Runs.PathOf(run.Record.RunId, "")))],
            Calls = started.Runs.Count * started.Setup.Items.Count * started.Setup.Choice.Repeats,
            Completed = started.Runs.Sum(run => (run.Plan?.Reused.Count ?? 0) + (started.IsSealed ? run.Plan?.ToGrade.Count ?? 0 : 0)),
            IsTuningScore = started.Runs.Any(run => TuningScore.Is(run.Record)),
            IsSealed = started.IsSealed,
        };

    private static void NotifyEnded(
        ProjectWorkspace project,
        StartedRuns started,
        IReadOnlyList<FinishedRun> finished,
        StopReasons stops,
        ResponseCache? cache
    )
    {
        foreach (var run in finished)
            project.Notify(new RunEnded(run));
        foreach (var run in finished.Where(run => run.IsStoppedByRace))
            project.Notify(new CallsStopped(run.Record, started.RaceOf(run.Record.RunId)?.WhyStopped ?? ""));
        foreach (var reason in stops.All)
            project.Notify(new CallsStopped(Run: null, reason));
        if (cache?.FirstError is { } trouble)
            project.Notify(new CacheFailed(trouble));
    }
}
