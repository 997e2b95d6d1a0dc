using System.CommandLine;
using PromptLab.Calling;
using PromptLab.Cli.Options;
using PromptLab.Cli.Views;
using PromptLab.Confirming;
using PromptLab.Holdouts;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab run [EXPERIMENT]</c>: asks a model, grades the responses and appends to the scoreboard.</summary>
internal static class RunCommand
{
    public static Command Create(CommandContext context)
    {
        var options = new RunCommandLine();
        var command = new Command("run", "Run prompt versions over an eval set, grade the responses and append to the scoreboard.");
        options.AddTo(command);
        command.SetAction((parsed, _) => RunAsync(options.Read(parsed), context));
        return command;
    }

    private static async Task<int> RunAsync(RunOptions request, CommandContext context)
    {
        var project = Project.Open(context);
        if (request.Resume is not null)
            return await ResumeAsync(project, request, context);
        var setup = RunPreparation.Prepare(project, request, context);
        var baselines = await RaceBaselines.FindAsync(project, setup, request, context);
        var looks = await HoldoutLooks.PrepareAsync(project, setup, request, context);
        if (request.DryRun)
            return DryRunView.Write(setup, baselines, request.Json, context);
        project.CheckResults();
        await using var cache = CacheFile.OpenFor(project, setup, context);
        using var begun = await RunBeginning.BeginAsync(project, setup, context, baselines);
        return await RunAsync(project, begun, looks, cache, request, context);
    }

    private static async Task<int> ResumeAsync(Project project, RunOptions request, CommandContext context)
    {
        project.CheckResults();
        using var begun = await RunResuming.PlanAsync(project, request, context);
        var looks = HoldoutLooks.Prepare(
            begun.Setup.EvalSet,
            begun.Setup.Items,
            [.. begun.Runs.Select(run => run.Record)],
            LookPurpose.Run,
            request.Burn,
            context
        );
        ResumeView.Write(begun, request, context);
        if (request.DryRun)
            return ExitCodes.Done;
        await using var cache = CacheFile.OpenFor(project, begun.Setup, context);
        foreach (var run in begun.Runs)
            run.Plan!.Apply(project.Runs);
        return await RunAsync(project, begun, looks, cache, request, context);
    }

    private static async Task<int> RunAsync(
        Project project,
        BegunRuns begun,
        HoldoutLooks? looks,
        ResponseCache? cache,
        RunOptions request,
        CommandContext context
    )
    {
        if (looks is not null)
            await looks.TakeAsync([.. begun.Runs.Select(run => run.Record)], context);
        var runs = await RunExecution.RunAsync(project, begun, cache, request, context);
        if (looks is not null)
            await looks.EndAsync(runs, context);
        return await RunConclusion.EndAsync(project, begun.Setup.EvalSet, runs, request.Json, context);
    }
}
