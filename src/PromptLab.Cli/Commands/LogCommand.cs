using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Cli.Outputs;
using PromptLab.Cli.Reports;
using PromptLab.Cli.Terminal;
using PromptLab.Cli.Views;
using PromptLab.Projects;
using PromptLab.Reporting;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab log PROMPT</c>: the lab notebook of a prompt.</summary>
internal static class LogCommand
{
    public static Command Create(CommandContext context)
    {
        var prompt = new Argument<string>("prompt") { Description = "The prompt." };
        var reports = new ReportOptions<LogResult>();
        var json = JsonOption.Create();
        var command = new Command("log", "Show the lab notebook: changes, hypotheses, outcomes.") { prompt, reports, json };
        command.SetAction(
            (parsed, _) => RunAsync(parsed.GetRequiredValue(prompt), reports.ChosenIn(parsed), parsed.GetValue(json), context)
        );
        return command;
    }

    private static async Task<int> RunAsync(string prompt, ChosenReports<LogResult> reports, bool json, CommandContext context)
    {
        await using var project = CommandProject.Open(context);
        var log = project.Log(prompt);
        if (json)
            context.Write(new LogOutput(log.Prompt, log.Versions, log.OtherTexts));
        else if (!reports.TryWriteText(log, context))
            LogView.Write(log, NotebookText.Note(log.Versions, log.Holdouts.GetValueOrDefault), context.Out);
        return ExitCodes.Done;
    }
}
