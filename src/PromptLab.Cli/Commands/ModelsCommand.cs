using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Cli.Outputs;
using PromptLab.Cli.Terminal;
using PromptLab.Cli.Views;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab models</c> lists the models; <c>promptlab models test NAME</c> tests one with a call.</summary>
internal static class ModelsCommand
{
    public static Command Create(CommandContext context)
    {
        var json = JsonOption.Create();
        var command = new Command("models", "List the models of promptlab.yaml, or test one.") { json, Test(context) };
        command.SetAction((parsed, _) => ListAsync(parsed.GetValue(json), context));
        return command;
    }

    private static Command Test(CommandContext context)
    {
        var name = new Argument<string>("name") { Description = "The model." };
        var json = JsonOption.Create();
        var command = new Command("test", "Make one call of a model and say precisely what is wrong when it fails.") { name, json };
        command.SetAction(
            (parsed, cancellationToken) => TestAsync(parsed.GetRequiredValue(name), parsed.GetValue(json), context, cancellationToken)
        );
        return command;
    }

    private static async Task<int> ListAsync(bool json, CommandContext context)
    {
        await using var project = CommandProject.Open(context);
        var models = project.Models().Models;
        if (json)
            context.Write(new ModelsOutput([.. models.Select(ModelsView.OutputOf)]));
        else
            ModelsView.Write(context.Console, models);
        return ExitCodes.Done;
    }

    private static async Task<int> TestAsync(string name, bool json, CommandContext context, CancellationToken cancellationToken)
    {
        await using var project = CommandProject.Open(context);
        var tested = await project.TestModelAsync(name, cancellationToken);
        if (json)
            context.Write(ModelTestOutput.Of(tested));
        else
            context.Out.WriteLine(ModelsView.Describe(tested));
        return tested.Failure is null ? ExitCodes.Done : ExitCodes.Incomplete;
    }
}
