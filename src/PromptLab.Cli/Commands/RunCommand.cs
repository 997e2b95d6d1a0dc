using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Cli.Outputs;
using PromptLab.Cli.Terminal;
using PromptLab.Cli.Views;
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
        if (line.IsDryRun(parsed))
            return await ForecastAsync(project, line, parsed, context);
        var outcome = line.IsResume(parsed)
            ? await project.ResumeAsync(line.ReadResume(parsed), context.Stopping)
            : await project.RunAsync(line.Read(parsed), context.Stopping);
        return RunOutcomeView.Write(outcome, line.IsJson(parsed), line.HasDetails(parsed), context);
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
