using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Cli.Views;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab confirm prompt@v6 --against baseline</c>: one look at the holdout, and what it lets one claim.</summary>
internal static class ConfirmCommand
{
    public static Command Create(CommandContext context)
    {
        var options = new ConfirmCommandLine();
        var command = new Command(
            "confirm",
            "Ask two versions on the holdout, once, and say what can be claimed: confirmed, not worse, inconclusive or regression."
        );
        options.AddTo(command);
        command.SetAction((parsed, _) => RunAsync(options.Read(parsed), context));
        return command;
    }

    private static async Task<int> RunAsync(ConfirmOptions request, CommandContext context)
    {
        var project = Project.Open(context);
        var setup = ClaimPreparation.Prepare(project, request, context);
        var look = await ClaimLook.PrepareAsync(project, setup, request, context);
        if (request.Run.DryRun)
            return ClaimView.Foretell(look, setup, request.Run.Json, context);
        project.CheckResults();
        using var begun = await look.BeginAsync(project, request, context);
        ClaimView.Announce(look, context);
        var runs = await RunExecution.RunAsync(project, begun, cache: null, request.Run, context);
        return await ClaimConclusion.EndAsync(project, look, runs, request, context);
    }
}
