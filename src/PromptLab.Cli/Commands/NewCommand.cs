using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Cli.Outputs;
using PromptLab.Cli.Terminal;
using PromptLab.Projects;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab new NAME</c>: creates a draft, from a starter text or from a version.</summary>
internal static class NewCommand
{
    public static Command Create(CommandContext context)
    {
        var name = new Argument<string>("name") { Description = "The prompt's name." };
        var from = new Option<string?>("--from") { Description = "Begin from this version, such as triage@v3, instead of a starter." };
        var json = JsonOption.Create();
        var command = new Command("new", "Begin a prompt, or a new draft of one.") { name, from, json };
        command.SetAction(
            (parsed, _) =>
                RunAsync(
                    new NewOptions { Name = parsed.GetRequiredValue(name), From = parsed.GetValue(from) },
                    parsed.GetValue(json),
                    context
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(NewOptions options, bool json, CommandContext context)
    {
        await using var project = CommandProject.Open(context);
        var draft = project.New(options);
        if (json)
            context.Write(new NewOutput(draft.File, draft.Parent));
        else
            context.Out.WriteLine(
                $"{draft.File} is ready. Edit it, look at it (promptlab show {options.Name}@draft), then freeze it: promptlab freeze {options.Name}"
            );
        return ExitCodes.Done;
    }
}
