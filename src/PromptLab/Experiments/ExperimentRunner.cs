using PromptLab.Calling;
using PromptLab.Holdouts;
using PromptLab.Planning;
using PromptLab.Prompts;
using PromptLab.Workspace;

namespace PromptLab.Experiments;

/// <summary>Runs prompt versions over an eval set: checked, counted as looks where the holdout is asked, carried out, concluded.</summary>
internal static class ExperimentRunner
{
    /// <summary>What a run would ask.</summary>
    public static RunForecast Forecast(ProjectWorkspace project, RunOptions options)
    {
        var (setup, baselines, _) = Prepare(project, options);
        return ForecastOf(setup, baselines);
    }

    /// <summary>What a setup would ask.</summary>
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

    /// <summary>Runs it.</summary>
    /// <param name="project">The project.</param>
    /// <param name="options">What is run.</param>
    /// <param name="stopping">Asks for a stop: the runs end as far as they came, and can be resumed.</param>
    public static async Task<RunOutcome> RunAsync(ProjectWorkspace project, RunOptions options, CancellationToken stopping)
    {
        var (setup, baselines, looks) = Prepare(project, options);
        project.CheckResults();
        await using var cache = OpenCache(project, setup);
        using var begun = await RunBeginning.BeginAsync(project, setup, stopping, baselines);
        return await RunAsync(project, begun, looks, cache, stopping);
    }

    /// <summary>What resuming would ask and use again.</summary>
    public static async Task<ResumeForecast> ForecastAsync(
        ProjectWorkspace project,
        ResumeOptions options,
        CancellationToken cancellationToken
    )
    {
        project.CheckResults();
        using var begun = await RunResuming.PlanAsync(project, options, cancellationToken);
        LooksOf(project, begun, options.Choices.Burn);
        return new ResumeForecast { Runs = ResumedOf(begun) };
    }

    /// <summary>Resumes runs.</summary>
    /// <param name="project">The project.</param>
    /// <param name="options">Which runs.</param>
    /// <param name="stopping">Asks for a stop: the runs end as far as they came, and can be resumed again.</param>
    public static async Task<RunOutcome> ResumeAsync(ProjectWorkspace project, ResumeOptions options, CancellationToken stopping)
    {
        project.CheckResults();
        using var begun = await RunResuming.PlanAsync(project, options, stopping);
        var looks = LooksOf(project, begun, options.Choices.Burn);
        project.Notify(new RunsResumed(ResumedOf(begun)));
        await using var cache = OpenCache(project, begun.Setup);
        foreach (var run in begun.Runs)
            run.Plan!.Apply(project.Runs);
        return await RunAsync(project, begun, looks, cache, stopping);
    }

    private static (RunSetup Setup, RaceBaselines? Baselines, HoldoutLooks? Looks) Prepare(ProjectWorkspace project, RunOptions options)
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
        return (setup, baselines, looks);
    }

    private static HoldoutLooks? LooksOf(ProjectWorkspace project, BegunRuns begun, bool burn) =>
        HoldoutLooks.Prepare(
            project,
            begun.Setup.EvalSet,
            begun.Setup.Items,
            [.. begun.Runs.Select(run => (run.Record.Identity, run.Record.RunId))],
            LookPurpose.Run,
            burn
        );

    private static IReadOnlyList<ResumedRun> ResumedOf(BegunRuns begun) =>
        [.. begun.Runs.Select(run => new ResumedRun(run.Record, run.Plan!.Resumption))];

    private static async Task<RunOutcome> RunAsync(
        ProjectWorkspace project,
        BegunRuns begun,
        HoldoutLooks? looks,
        ResponseCache? cache,
        CancellationToken stopping
    )
    {
        if (looks is not null)
            await looks.RecordAsync(project, [.. begun.Runs.Select(run => run.Record)], stopping);
        var runs = await RunExecution.RunAsync(project, begun, cache, stopping);
        if (looks is not null)
            await looks.VoidUnseenAsync(project, runs);
        return await RunConclusion.EndAsync(project, begun.Setup.EvalSet, runs);
    }

    // Recordings answer at once and for nothing, so they need no cache.
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
