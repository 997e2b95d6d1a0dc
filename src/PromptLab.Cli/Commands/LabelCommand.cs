using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Cli.Terminal;
using PromptLab.Cli.Views;
using PromptLab.Promoting;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab label prompt@v3 baseline</c>: sets a label that moves without evidence.</summary>
internal static class LabelCommand
{
    public static Command Create(CommandContext context)
    {
        var reference = new Argument<string>("prompt") { Description = "A frozen version, such as triage@v3." };
        var label = new Argument<string>("label") { Description = "The label, such as baseline." };
        var by = ByOption.Create();
        var json = JsonOption.Create();
        var command = new Command("label", "Point a label, such as baseline, to a version.") { reference, label, by, json };
        command.SetAction(
            (parsed, _) =>
                RunAsync(
                    new LabelOptions
                    {
                        Version = parsed.GetRequiredValue(reference),
                        Label = parsed.GetRequiredValue(label),
                        By = parsed.GetValue(by),
                    },
                    parsed.GetValue(json),
                    context
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(LabelOptions options, bool json, CommandContext context)
    {
        await using var project = CommandProject.Open(context);
        return LabelView.Write(await project.LabelAsync(options, context.Stopping), json, context);
    }
}
