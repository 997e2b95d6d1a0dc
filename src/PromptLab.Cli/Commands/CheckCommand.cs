using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Cli.Outputs;
using PromptLab.Cli.Terminal;
using PromptLab.Cli.Views;
using PromptLab.Projects;
using PromptLab.Reporting;

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
        var sarif = new Option<string?>("--sarif") { Description = "Write the findings as SARIF 2.1.0 to this file, for code review." };
        var json = JsonOption.Create();
        var command = new Command("check", "Check prompts, eval sets, graders, configuration and experiments together; send nothing.")
        {
            strict,
            sarif,
            json,
        };
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(strict), parsed.GetValue(sarif), parsed.GetValue(json), context));
        return command;
    }

    private static async Task<int> RunAsync(bool strict, string? sarif, bool json, CommandContext context)
    {
        var host = CommandProject.HostOf(context);
        var check = await PromptLabProject.CheckAsync(context.WorkingDirectory, host, new CheckOptions { Strict = strict });
        if (sarif is not null)
            OutputFile.Write(context, sarif, writer => SarifReport.Write(check.Findings, check.Problems, writer));
        if (json)
            context.Write(CheckOutput.Of(check));
        else
            CheckView.Write(check, context.Out);
        return check.HasErrors ? ExitCodes.BadInput : ExitCodes.Done;
    }
}
