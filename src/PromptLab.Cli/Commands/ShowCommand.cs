using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Cli.Outputs;
using PromptLab.Cli.Terminal;
using PromptLab.Cli.Views;
using PromptLab.Projects;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab show prompt@ref [--item id]</c>: shows the exact messages that a model receives.</summary>
internal static class ShowCommand
{
    public static Command Create(CommandContext context)
    {
        var reference = new Argument<string>("prompt") { Description = "A prompt version, such as triage@v3." };
        var item = new Option<string?>("--item") { Description = "The item whose values are put in; without it the placeholders stay." };
        var evalSet = new Option<string?>("--evalset", "-e")
        {
            Description = "The eval set of the item, where several have one of that id.",
        };
        var json = JsonOption.Create();
        var command = new Command("show", "Show the messages that a model would get.") { reference, item, evalSet, json };
        command.SetAction(
            (parsed, _) =>
                RunAsync(
                    new ShowOptions
                    {
                        Version = parsed.GetRequiredValue(reference),
                        Item = parsed.GetValue(item),
                        EvalSet = parsed.GetValue(evalSet),
                    },
                    parsed.GetValue(json),
                    context
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(ShowOptions options, bool json, CommandContext context)
    {
        await using var project = CommandProject.Open(context);
        var shown = project.Show(options);
        if (json)
            context.Write(ShowOutput.Of(shown));
        else
            PromptMessagesView.Write(context, shown);
        return ExitCodes.Done;
    }
}
