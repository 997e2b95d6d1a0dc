using System.CommandLine;
using PromptLab.Calling;
using PromptLab.Cli.Views;
using PromptLab.Confirming;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab run [EXPERIMENT]</c>: asks a model, grades the responses and appends to the scoreboard.</summary>
internal static class RunCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var options = new RunOptions();
        var command = new Command("run", "Run prompt versions over an eval set, grade the responses and append to the scoreboard.");
        options.AddTo(command);
        command.SetAction((parsed, _) => RunAsync(options.Read(parsed), surroundings));
        return command;
    }

    private static async Task<int> RunAsync(RunRequest request, Surroundings surroundings)
    {
        var project = Project.Open(surroundings);
        if (request.Resume is not null)
            return await ResumeAsync(project, request, surroundings);
        var setup = RunPreparation.Prepare(project, request, surroundings);
        var baselines = await RaceBaselines.FindAsync(project, setup, request, surroundings);
        var looks = await HoldoutLooks.PrepareAsync(project, setup, request, surroundings);
        if (request.DryRun)
            return DryRunView.Write(setup, baselines, request.Json, surroundings);
        project.CheckResults();
        using var cache = CacheFile.OpenFor(project, setup, surroundings);
        using var begun = await RunBeginning.BeginAsync(project, setup, surroundings, baselines);
        return await RunAsync(project, begun, looks, cache, request, surroundings);
    }

    private static async Task<int> ResumeAsync(Project project, RunRequest request, Surroundings surroundings)
    {
        project.CheckResults();
        using var begun = await RunResuming.PlanAsync(project, request, surroundings);
        var looks = HoldoutLooks.Prepare(
            begun.Setup.EvalSet,
            begun.Setup.Items,
            [.. begun.Runs.Select(run => run.Record)],
            LookPurpose.Run,
            request.Burn,
            surroundings
        );
        ResumeView.Write(begun, request, surroundings);
        if (request.DryRun)
            return ExitCodes.Done;
        using var cache = CacheFile.OpenFor(project, begun.Setup, surroundings);
        foreach (var run in begun.Runs)
            run.Plan!.Apply(project.Runs);
        return await RunAsync(project, begun, looks, cache, request, surroundings);
    }

    private static async Task<int> RunAsync(
        Project project,
        BegunRuns begun,
        HoldoutLooks? looks,
        ResponseCache? cache,
        RunRequest request,
        Surroundings surroundings
    )
    {
        if (looks is not null)
            await looks.TakeAsync([.. begun.Runs.Select(run => run.Record)], surroundings);
        var runs = await RunExecution.RunAsync(project, begun, cache, request, surroundings);
        if (looks is not null)
            await looks.EndAsync(runs, surroundings);
        return await RunConclusion.EndAsync(project, begun.Setup.EvalSet, runs, request.Json, surroundings);
    }
}
