using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Cli.Outputs;
using PromptLab.Cli.Terminal;
using PromptLab.Cli.Views;
using PromptLab.Files;
using PromptLab.Projects;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab run [EXPERIMENT]</c>: calls the model, grades the responses and adds each run to the scoreboard.</summary>
internal static class RunCommand
{
    public static Command Create(CommandContext context)
    {
        var line = new RunCommandLine();
        var command = new Command("run", "Ask a model, grade the responses, add to the scoreboard.");
        line.AddTo(command);
        command.SetAction((parsed, _) => RunAsync(line, parsed, context));
        return command;
    }

    private static async Task<int> RunAsync(RunCommandLine line, ParseResult parsed, CommandContext context)
    {
        using var log = new RunLog(line.LogsResponses(parsed));
        await using var project = CommandProject.Open(context, log);
        if (!line.IsResume(parsed) && project.EvalSetsOf(line.Read(parsed)).Names is { Count: > 1 } sets)
            return await RunSetsAsync(project, sets, line, parsed, context);
        if (line.IsDryRun(parsed))
            return await ForecastAsync(project, line, parsed, context);
        var outcome = line.IsResume(parsed)
            ? await project.ResumeAsync(line.ReadResume(parsed), context.Stopping)
            : await project.RunAsync(line.Read(parsed), context.Stopping);
        return RunOutcomeView.Write(outcome, line.IsJson(parsed), line.HasDetails(parsed), context);
    }

    private static async Task<int> RunSetsAsync(
        PromptLabProject project,
        IReadOnlyList<string> sets,
        RunCommandLine line,
        ParseResult parsed,
        CommandContext context
    )
    {
        var options = line.Read(parsed);
        if (!line.IsDryRun(parsed))
            return SetsView.Write(
                await project.RunSetsAsync(options, context.Stopping),
                line.IsJson(parsed),
                line.HasDetails(parsed),
                context
            );
        if (line.IsJson(parsed))
            throw new InputException("--json", null, "--dry-run --json is for one eval set: name it with --evalset.");
        foreach (var set in sets)
            DryRunView.Write(project.ForecastRun(options with { EvalSet = set, EvalSets = [] }), context);
        return ExitCodes.Done;
    }

    private static async Task<int> ForecastAsync(PromptLabProject project, RunCommandLine line, ParseResult parsed, CommandContext context)
    {
        if (line.IsResume(parsed))
        {
            var resume = await project.ForecastResumeAsync(line.ReadResume(parsed), context.Stopping);
            if (line.IsJson(parsed))
                context.Write(ResumeForecastOutput.Of(resume));
            else
                ResumeView.WriteForecast(context.Out, resume);
            return ExitCodes.Done;
        }

        var forecast = project.ForecastRun(line.Read(parsed));
        if (line.IsJson(parsed))
            context.Write(DryRunView.OutputOf(forecast));
        else
            DryRunView.Write(forecast, context);
        return ExitCodes.Done;
    }
}
