using PromptLab.Experiments;
using PromptLab.Holdouts;
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
        project.CheckResults();
        using var started = await look.StartAsync(project, options, stopping);
        if (look.Taken is { } taken)
            project.Notify(new ClaimLookTaken(taken, look.IsResumed, look.Ledger.ShownAs));
        var runs = await RunExecution.RunAsync(project, started, cache: null, stopping);
        return await ClaimConclusion.ConcludeAsync(project, look, runs, options);
    }
}
