using PromptLab.Comparing;
using PromptLab.Experiments;
using PromptLab.Files;
using PromptLab.Holdouts;
using PromptLab.Running;
using PromptLab.Workspace;

namespace PromptLab.Confirming;

/// <summary>Runs a candidate and its baseline on the holdout and derives a claim from the comparison.</summary>
internal static class ClaimRunner
{
    /// <summary>Predicts the look that a claim would take, and its calls, tokens and cost. Nothing is sent.</summary>
    public static ClaimForecast Forecast(ProjectWorkspace project, ConfirmOptions options)
    {
        var setup = ClaimPreparation.Prepare(project, options);
        var look = ClaimLook.Prepare(project, setup, options);
        return new ClaimForecast
        {
            Look = look.Number,
            IsResumed = look.IsResumed,
            Level = LookLevel.Of(look.Number),
            Run = ExperimentRunner.ForecastOf(setup),
        };
    }

    /// <summary>Takes the look and concludes the claim.</summary>
    /// <param name="project">The project.</param>
    /// <param name="options">The candidate, its baseline and the limits.</param>
    /// <param name="stopping">Requests a stop. Calling again with the same options resumes the look, which counts once.</param>
    public static async Task<ClaimResult> ConfirmAsync(ProjectWorkspace project, ConfirmOptions options, CancellationToken stopping)
    {
        var setup = ClaimPreparation.Prepare(project, options);
        var look = ClaimLook.Prepare(project, setup, options);
        await project.CheckResultsAsync(stopping);
        using var started = await look.StartAsync(project, options, stopping);
        if (look.Taken is { } taken)
            project.Notify(new ClaimLookTaken(taken, look.IsResumed, look.Ledger.ShownAs));
        var runs = await RunExecution.RunAsync(project, started, cache: null, stopping, results => ObjectionTo(project, started, results));
        return await ClaimConclusion.ConcludeAsync(project, look, runs, options);
    }

    // Where too many pairs would be left without a verdict there is no claim: the look stays open, and its grades are not kept.
    private static string? ObjectionTo(ProjectWorkspace project, StartedRuns started, IReadOnlyList<ItemResult> results)
    {
        var compared = started.Runs.Select(run => new ComparedRun(run.Prompt.Reference, run.Record.RunId, ResultsOf(run))).ToList();
        return ComparisonObjections.ToWhatIsLeftOut(RunComparison.Between(compared[0], compared[1])) is [var first, ..] ? first : null;

        IReadOnlyList<ItemResult> ResultsOf(StartedRun run) =>
            [
                .. run.Plan?.Reused.Count > 0 ? project.Runs.ReadResults(run.Record, new Problems()) : [],
                .. results.Where(result => result.RunId == run.Record.RunId),
            ];
    }
}
