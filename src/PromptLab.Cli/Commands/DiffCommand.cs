using System.CommandLine;
using PromptLab.Cli.Views;
using PromptLab.Files;
using PromptLab.Prompts;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab diff A B</c>: what differs between two versions, section by section.</summary>
internal static class DiffCommand
{
    public static Command Create(Surroundings surroundings)
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
                Task.FromResult(Run(parsed.GetRequiredValue(before), parsed.GetRequiredValue(after), parsed.GetValue(json), surroundings))
        );
        return command;
    }

    private static int Run(string first, string second, bool json, Surroundings surroundings)
    {
        var project = Project.Open(surroundings);
        var problems = new Problems();
        var before = project.Prompts.Resolve(first, problems);
        var after = project.Prompts.Resolve(second, problems);
        surroundings.Conclude(problems);
        var diff = PromptDiff.Between(before!, after!);
        if (json)
            surroundings.Write(
                new
                {
                    Before = before!.Reference,
                    After = after!.Reference,
                    diff.Changes,
                    diff.Parts,
                }
            );
        else
            DiffView.Write(surroundings, before!, after!, diff);
        return ExitCodes.Done;
    }
}
