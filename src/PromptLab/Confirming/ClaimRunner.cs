using PromptLab.Experiments;
using PromptLab.Holdouts;
using PromptLab.Workspace;

namespace PromptLab.Confirming;

/// <summary>Asks two versions on the holdout, once, and weighs what can be claimed.</summary>
internal static class ClaimRunner
{
    /// <summary>Which look it would be, and what it would ask.</summary>
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

    /// <summary>Takes the look.</summary>
    /// <param name="project">The project.</param>
    /// <param name="options">What the claim is on.</param>
    /// <param name="stopping">Asks for a stop: the look goes on with the next call of the same options, and counts once.</param>
    public static async Task<ClaimResult> ConfirmAsync(ProjectWorkspace project, ConfirmOptions options, CancellationToken stopping)
    {
        var setup = ClaimPreparation.Prepare(project, options);
        var look = ClaimLook.Prepare(project, setup, options);
        project.CheckResults();
        using var begun = await look.BeginAsync(project, options, stopping);
        if (look.Taken is { } taken)
            project.Notify(new ClaimLookTaken(taken, look.IsResumed, look.Ledger.ShownAs));
        var runs = await RunExecution.RunAsync(project, begun, cache: null, stopping);
        return await ClaimConclusion.EndAsync(project, look, runs, options);
    }
}
