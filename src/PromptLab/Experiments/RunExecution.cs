using PromptLab.Calling;
using PromptLab.Models;
using PromptLab.Results;
using PromptLab.Running;
using PromptLab.Workspace;

namespace PromptLab.Experiments;

/// <summary>Carries out runs that have begun: asks, keeps each result, tells the observer, ends each run.</summary>
internal static class RunExecution
{
    private const int ManyItems = 10_000;

    /// <summary>
    /// Asks every call that has no answer yet. When it returns, the answers are kept and the records say how far each
    /// run came.
    /// </summary>
    /// <param name="project">The project.</param>
    /// <param name="begun">The runs.</param>
    /// <param name="cache">The response cache; null for none.</param>
    /// <param name="stopping">Asks for a stop: no new call is made, and calls in flight may end within the grace period.</param>
    public static async Task<IReadOnlyList<FinishedRun>> RunAsync(
        ProjectWorkspace project,
        BegunRuns begun,
        ResponseCache? cache,
        CancellationToken stopping
    )
    {
        var choice = begun.Setup.Choice;
        var stops = new StopReasons();
        project.Tell(CallsOf(project, begun));
        await using var writer = new RunWriter(project.Runs, begun.Runs.Select(run => run.Record), (result, tally) =>
        {
            begun.RaceOf(result.RunId)?.Race.Take(result);
            project.Tell(new ResultKept(result, tally));
        });
        using var told = stopping.Register(() =>
        {
            stops.Add("Somebody asked for a stop.");
            project.Tell(new StopRequested(choice.Grace));
        });
        foreach (var resumed in begun.Runs.Select(run => run.Plan).OfType<ResumePlan>())
            writer.Take(resumed);
        if (begun.Setup.Items.Count > ManyItems)
            // What reading them left behind is as large as they are.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        await AskAsync(project, begun, SettingsOf(begun, cache, stops), writer, stopping);
        var finished = await EndAsync(project, begun, writer, stops);
        Tell(project, begun, finished, stops, cache);
        return finished;
    }

    /// <summary>Asks every call; when it returns, each answer is in the journal of its run.</summary>
    internal static async Task AskAsync(
        ProjectWorkspace project,
        BegunRuns begun,
        CallSettings settings,
        RunWriter writer,
        CancellationToken stopping
    )
    {
        var plan = PlanOf(project, begun, settings, stopping);
        await project.Host.Observer.WhileCallingAsync(() => new Runner(project.Host.Time).RunAsync(plan, writer, stopping));
    }

    internal static CallSettings SettingsOf(BegunRuns begun, ResponseCache? cache, StopReasons stops)
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
            StopReasons = stops,
        };
    }

    private static RunPlan PlanOf(ProjectWorkspace project, BegunRuns begun, CallSettings settings, CancellationToken stopping)
    {
        var models = begun
            .Runs.Select(run => run.Model)
            .Distinct()
            .ToDictionary(model => model.Alias, model => project.Models.Create(model, settings, stopping), StringComparer.Ordinal);
        return new RunPlan
        {
            Targets = [.. begun.Runs.Select(run => TargetOf(run, models[run.Model.Alias]))],
            Items = begun.Setup.Items,
            Graders = begun.Setup.Graders,
            GraderModels = new GraderModels(project, settings, stopping),
            Repeats = begun.Setup.Choice.Repeats,
            Concurrency = begun.Setup.Choice.Concurrency,
            Grace = begun.Setup.Choice.Grace,
            Answered = begun.Runs.SelectMany(run => run.Plan?.Reused ?? []).ToHashSet(),
            Responses = begun.Runs.SelectMany(run => run.Plan?.ToGrade.AsEnumerable() ?? []).ToDictionary(),
        };
    }

    private static RunTarget TargetOf(BegunRun run, Model model)
    {
        var target = new RunTarget(run.Record.RunId, RunSubject.Of(run.Prompt), model);
        return run.Race is not { } race ? target : target with { Order = race.Order, IsOver = () => race.Race.Stop is not null };
    }

    // A run whose race was stopped has a reason of its own; the others share theirs.
    private static async Task<IReadOnlyList<FinishedRun>> EndAsync(
        ProjectWorkspace project,
        BegunRuns begun,
        RunWriter writer,
        StopReasons stops
    )
    {
        var finished = await writer.EndAsync(project.Host.Time.GetUtcNow(), runId =>
            begun.RaceOf(runId)?.WhyStopped is { } race ? [race] : stops.All
        );
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

    internal static CallsBegun CallsOf(ProjectWorkspace project, BegunRuns begun) =>
        new()
        {
            Runs = [.. begun.Runs.Select(run => (run.Record, project.Runs.PathOf(run.Record.RunId, "")))],
            Calls = begun.Runs.Count * begun.Setup.Items.Count * begun.Setup.Choice.Repeats,
            Answered = begun.Runs.Sum(run => run.Plan?.Reused.Count ?? 0),
            IsTuningScore = begun.Runs.Any(run => TuningScore.Is(run.Record)),
            IsSealed = begun.Setup.Items.Any(item => item.IsSealed),
        };

    private static void Tell(
        ProjectWorkspace project,
        BegunRuns begun,
        IReadOnlyList<FinishedRun> finished,
        StopReasons stops,
        ResponseCache? cache
    )
    {
        foreach (var run in finished)
            project.Tell(new RunEnded(run));
        foreach (var run in finished.Where(run => run.IsStoppedByRace))
            project.Tell(new CallsStopped(run.Record, begun.RaceOf(run.Record.RunId)?.WhyStopped ?? ""));
        foreach (var reason in stops.All)
            project.Tell(new CallsStopped(Run: null, reason));
        if (cache?.FirstError is { } trouble)
            project.Tell(new CacheFailed(trouble));
    }
}
