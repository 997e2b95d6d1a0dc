using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Cli.Views;
using PromptLab.Files;
using PromptLab.Prompts;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab diff A B</c>: what differs between two versions, section by section.</summary>
internal static class DiffCommand
{
    public static Command Create(CommandContext context)
    {
        var before = new Argument<string>("a") { Description = "A prompt version, such as triage@v2." };
        var after = new Argument<string>("b") { Description = "The version to compare with it." };
        var json = JsonOption.Create();
        var command = new Command("diff", "Show what differs between two versions, section by section and word by word.")
        {
            before,
            after,
            json,
        };
        command.SetAction(
            (parsed, _) =>
                Task.FromResult(Run(parsed.GetRequiredValue(before), parsed.GetRequiredValue(after), parsed.GetValue(json), context))
        );
        return command;
    }

    private static int Run(string first, string second, bool json, CommandContext context)
    {
        var project = Project.Open(context);
        var problems = new Problems();
        var before = project.Prompts.Resolve(first, problems);
        var after = project.Prompts.Resolve(second, problems);
        context.Conclude(problems);
        var diff = PromptDiff.Between(before!, after!);
        if (json)
            context.Write(
                new
                {
                    Before = before!.Reference,
                    After = after!.Reference,
                    diff.Changes,
                    diff.Parts,
                }
            );
        else
            DiffView.Write(context, before!, after!, diff);
        return ExitCodes.Done;
    }
}
