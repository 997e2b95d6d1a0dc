using System.CommandLine;
using PromptLab.Cli.Views;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab confirm prompt@v6 --against baseline</c>: one look at the holdout, and what it lets one claim.</summary>
internal static class ConfirmCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var options = new ConfirmOptions();
        var command = new Command(
            "confirm",
            "Ask two versions on the holdout, once, and say what can be claimed: confirmed, not worse, inconclusive or regression."
        );
        options.AddTo(command);
        command.SetAction((parsed, _) => RunAsync(options.Read(parsed), surroundings));
        return command;
    }

    private static async Task<int> RunAsync(ConfirmRequest request, Surroundings surroundings)
    {
        var project = Project.Open(surroundings);
        var setup = ClaimPreparation.Prepare(project, request, surroundings);
        var look = await ClaimLook.PrepareAsync(project, setup, request, surroundings);
        if (request.Run.DryRun)
            return ClaimView.Foretell(look, setup, request.Run.Json, surroundings);
        project.CheckResults();
        using var begun = await look.BeginAsync(project, request, surroundings);
        ClaimView.Announce(look, surroundings);
        var runs = await RunExecution.RunAsync(project, begun, cache: null, request.Run, surroundings);
        return await ClaimConclusion.EndAsync(project, look, runs, request, surroundings);
    }
}
