using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Cli.Outputs;
using PromptLab.Cli.Terminal;
using PromptLab.Cli.Views;
using PromptLab.Projects;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab diff A B</c>: shows the difference between two versions, section by section.</summary>
internal static class DiffCommand
{
    public static Command Create(CommandContext context)
    {
        var before = new Argument<string>("a") { Description = "A prompt version, such as triage@v2." };
        var after = new Argument<string>("b") { Description = "The version to compare with it." };
        var json = JsonOption.Create();
        var command = new Command("diff", "Show what differs between two versions.") { before, after, json };
        command.SetAction(
            (parsed, _) =>
                RunAsync(
                    new DiffOptions { Before = parsed.GetRequiredValue(before), After = parsed.GetRequiredValue(after) },
                    parsed.GetValue(json),
                    context
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(DiffOptions options, bool json, CommandContext context)
    {
        await using var project = CommandProject.Open(context);
        var result = project.Diff(options);
        if (json)
            context.Write(DiffOutput.Of(result));
        else
            DiffView.Write(context, result.Before, result.After, result.Diff);
        return ExitCodes.Done;
    }
}
