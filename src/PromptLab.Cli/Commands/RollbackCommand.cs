using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Cli.Terminal;
using PromptLab.Cli.Views;
using PromptLab.Promoting;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab rollback PROMPT production</c>: moves a label back to its previous version.</summary>
internal static class RollbackCommand
{
    public static Command Create(CommandContext context)
    {
        var prompt = new Argument<string>("prompt") { Description = "The prompt, such as triage." };
        var label = new Argument<string>("label") { Description = "The label, such as production." };
        var why = new Option<string?>("--why") { Description = "Why, for the history." };
        var by = ByOption.Create();
        var json = JsonOption.Create();
        var command = new Command("rollback", "Move a label back to where it was.") { prompt, label, why, by, json };
        command.SetAction(
            (parsed, _) =>
                RunAsync(
                    new RollbackOptions
                    {
                        Prompt = parsed.GetRequiredValue(prompt),
                        Label = parsed.GetRequiredValue(label),
                        Why = parsed.GetValue(why),
                        By = parsed.GetValue(by),
                    },
                    parsed.GetValue(json),
                    context
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(RollbackOptions options, bool json, CommandContext context)
    {
        await using var project = CommandProject.Open(context);
        return LabelView.Write(await project.RollbackAsync(options, context.Stopping), json, context);
    }
}
