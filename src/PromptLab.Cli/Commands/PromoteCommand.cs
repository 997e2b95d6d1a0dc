using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Cli.Terminal;
using PromptLab.Cli.Views;
using PromptLab.Promoting;

namespace PromptLab.Cli.Commands;

/// <summary>
/// <c>promptlab promote prompt@v6 production</c>: moves a label to a version with a confirmed claim, or with a given reason.
/// </summary>
internal static class PromoteCommand
{
    public static Command Create(CommandContext context)
    {
        var reference = new Argument<string>("prompt") { Description = "A frozen version, such as triage@v6." };
        var label = new Argument<string>("label") { Description = "The label, such as production." };
        var force = new Option<string?>("--force")
        {
            Description = "Move it without a confirmed claim, for this reason; the history keeps it.",
            HelpName = "reason",
        };
        var by = ByOption.Create();
        var json = JsonOption.Create();
        var command = new Command("promote", "Move a label to a version with a confirmed claim.") { reference, label, force, by, json };
        command.SetAction(
            (parsed, _) =>
                RunAsync(
                    new PromoteOptions
                    {
                        Version = parsed.GetRequiredValue(reference),
                        Label = parsed.GetRequiredValue(label),
                        Force = parsed.GetValue(force),
                        By = parsed.GetValue(by),
                    },
                    parsed.GetValue(json),
                    context
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(PromoteOptions options, bool json, CommandContext context)
    {
        await using var project = CommandProject.Open(context);
        return LabelView.Write(await project.PromoteAsync(options, context.Stopping), json, context);
    }
}
