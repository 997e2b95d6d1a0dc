using PromptLab.Calling;
using PromptLab.Holdouts;
using PromptLab.Planning;
using PromptLab.Prompts;
using PromptLab.Workspace;

namespace PromptLab.Experiments;

/// <summary>Runs prompt versions over an eval set: checks, records looks at the holdout, executes and concludes.</summary>
internal static class ExperimentRunner
{
    /// <summary>Predicts calls, tokens and cost of a run. Nothing is sent.</summary>
    public static RunForecast Forecast(ProjectWorkspace project, RunOptions options)
    {
        var prepared = Prepare(project, options);
        return ForecastOf(prepared.Setup, prepared.Baselines);
    }

    /// <summary>Predicts calls, tokens and cost of a checked setup.</summary>
    public static RunForecast ForecastOf(RunSetup setup, RaceBaselines? baselines = null)
    {
        var item = setup.Items.FirstOrDefault(item => !item.IsSealed);
        return new RunForecast
        {
            Estimate = RunEstimate.Of(setup),
            Prompts = [.. setup.Prompts.Select(chosen => chosen.Prompt.Reference)],
            Models = [.. setup.Models.Select(model => model.Alias)],
            Items = setup.Items.Count,
            Repeats = setup.Choice.Repeats,
            RaceAgainst = baselines is null ? null : [.. baselines.Runs],
            FirstItem = item?.Id,
            Messages = item is null ? null : PromptRenderer.Render(setup.Prompts[0].Prompt, item.Input),
        };
    }

    /// <summary>Runs the chosen prompt versions.</summary>
    /// <param name="project">The project.</param>
    /// <param name="options">The prompts, items, models and limits.</param>
    /// <param name="stopping">Requests a stop: the runs end early and can be resumed.</param>
    public static Task<RunOutcome> RunAsync(ProjectWorkspace project, RunOptions options, CancellationToken stopping) =>
        RunAsync(project, Prepare(project, options), stopping);

    /// <summary>Runs what was prepared.</summary>
    public static async Task<RunOutcome> RunAsync(ProjectWorkspace project, PreparedRuns prepared, CancellationToken stopping)
    {
        var (setup, baselines, looks) = prepared;
        await project.CheckResultsAsync(stopping);
        await using var cache = OpenCache(project, setup);
        using var started = await RunStarter.StartAsync(project, setup, stopping, baselines);
        return await RunAsync(project, started, looks, cache, stopping);
    }

    /// <summary>Predicts what resuming would reuse and call. Nothing is sent.</summary>
    public static async Task<ResumeForecast> ForecastAsync(
        ProjectWorkspace project,
        ResumeOptions options,
        CancellationToken cancellationToken
    )
    {
        await project.CheckResultsAsync(cancellationToken);
        using var started = await RunResumer.PlanAsync(project, options, cancellationToken);
        LooksOf(project, started, options.Choices.Burn);
        return new ResumeForecast { Runs = ResumedOf(started) };
    }

    /// <summary>Resumes runs.</summary>
    /// <param name="project">The project.</param>
    /// <param name="options">Which runs, and with which call settings.</param>
    /// <param name="stopping">Requests a stop: the runs end early and can be resumed again.</param>
    public static async Task<RunOutcome> ResumeAsync(ProjectWorkspace project, ResumeOptions options, CancellationToken stopping)
    {
        await project.CheckResultsAsync(stopping);
        using var started = await RunResumer.PlanAsync(project, options, stopping);
        var looks = LooksOf(project, started, options.Choices.Burn);
        project.Notify(new RunsResumed(ResumedOf(started)));
        await using var cache = OpenCache(project, started.Setup);
        foreach (var run in started.Runs)
            run.Plan!.Apply(project.Runs);
        return await RunAsync(project, started, looks, cache, stopping);
    }

    /// <summary>Checks everything that a run uses, and its looks at the holdout. Nothing is sent.</summary>
    public static PreparedRuns Prepare(ProjectWorkspace project, RunOptions options)
    {
        var setup = RunPreparation.Prepare(project, options);
        var baselines = RaceBaselines.Find(project, setup, options);
        var looks = HoldoutLooks.Prepare(
            project,
            setup.EvalSet,
            setup.Items,
            [.. setup.Runs.Select(run => (run.Identity, RunId: ""))],
            LookPurpose.Run,
            options.Burn
        );
        return new PreparedRuns(setup, baselines, looks);
    }

    private static HoldoutLooks? LooksOf(ProjectWorkspace project, StartedRuns started, bool burn) =>
        HoldoutLooks.Prepare(
            project,
            started.Setup.EvalSet,
            started.Setup.Items,
            [.. started.Runs.Select(run => (run.Record.Identity, run.Record.RunId))],
            LookPurpose.Run,
            burn
        );

    private static IReadOnlyList<ResumedRun> ResumedOf(StartedRuns started) =>
        [.. started.Runs.Select(run => new ResumedRun(run.Record, run.Plan!.Resumption))];

    private static async Task<RunOutcome> RunAsync(
        ProjectWorkspace project,
        StartedRuns started,
        HoldoutLooks? looks,
        ResponseCache? cache,
        CancellationToken stopping
    )
    {
        if (looks is not null)
            await looks.RecordAsync(project, [.. started.Runs.Select(run => run.Record)], stopping);
        var runs = await RunExecution.RunAsync(project, started, cache, stopping);
        if (looks is not null)
            await looks.VoidUnseenAsync(project, runs);
        return await RunConclusion.ConcludeAsync(project, started.Setup.EvalSet, runs);
    }

    // Recordings respond at once and free of charge, so they need no cache.
    private static ResponseCache? OpenCache(ProjectWorkspace project, RunSetup setup)
    {
        var mode = setup.Choice.Cache;
        if (mode == CacheMode.Off || setup.Models.All(model => model.Provider.Kind.IsRecorded))
            return null;
        if (mode != CacheMode.ReadOnly || project.Cache.Exists)
            return project.Cache.Open();
        project.Notify(new CacheMissing(project.Cache.ShownAs));
        return null;
    }
}

/// <summary>Runs that are checked and not begun.</summary>
/// <param name="Setup">What is run.</param>
/// <param name="Baselines">The baselines of a race; null without one.</param>
/// <param name="Looks">The looks at the holdout; null where none of its items is asked.</param>
internal sealed record PreparedRuns(RunSetup Setup, RaceBaselines? Baselines, HoldoutLooks? Looks)
{
    /// <summary>The same runs with another budget.</summary>
    public PreparedRuns With(BudgetLimits budget) => this with { Setup = Setup with { Choice = Setup.Choice with { Budget = budget } } };
}
