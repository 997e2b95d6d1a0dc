using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Cli.Outputs;
using PromptLab.Cli.Reports;
using PromptLab.Cli.Terminal;
using PromptLab.Cli.Views;
using PromptLab.Projects;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab check</c>: reads all files of the project and reports every problem. Sends nothing.</summary>
internal static class CheckCommand
{
    public static Command Create(CommandContext context)
    {
        var strict = new Option<bool>("--ci")
        {
            Description = "Hold versions to one change each, and examples to be no items: more without a reason is an error.",
        };
        var reports = new ReportOptions<CheckResult>();
        var json = JsonOption.Create();
        var command = new Command("check", "Find every problem, with file, line and fix; send nothing.") { strict, reports, json };
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(strict), reports.ChosenIn(parsed), parsed.GetValue(json), context));
        return command;
    }

    private static async Task<int> RunAsync(bool strict, ChosenReports<CheckResult> reports, bool json, CommandContext context)
    {
        var host = CommandProject.HostOf(context);
        var check = await PromptLabProject.CheckAsync(context.WorkingDirectory, host, strict);
        reports.WriteFiles(check, context);
        if (json)
            context.Write(CheckOutput.Of(check));
        else
            CheckView.Write(check, context.Out);
        return check.HasErrors ? ExitCodes.BadInput : ExitCodes.Done;
    }
}
