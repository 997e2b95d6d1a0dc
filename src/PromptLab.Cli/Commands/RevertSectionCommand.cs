using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Cli.Outputs;
using PromptLab.Cli.Terminal;
using PromptLab.Projects;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab revert-section PROMPT SECTION --to VERSION</c>: creates a draft with one section of an earlier version.</summary>
internal static class RevertSectionCommand
{
    public static Command Create(CommandContext context)
    {
        var prompt = new Argument<string>("prompt") { Description = "The version to begin from, such as triage@v5." };
        var section = new Argument<string>("section") { Description = "The section, such as constraints." };
        var to = new Option<string>("--to") { Description = "The version whose section is taken, such as v3.", Required = true };
        var json = JsonOption.Create();
        var command = new Command("revert-section", "Draft a version with one section as it was before.") { prompt, section, to, json };
        command.SetAction(
            (parsed, _) =>
                RunAsync(
                    new RevertSectionOptions
                    {
                        Version = parsed.GetRequiredValue(prompt),
                        Section = parsed.GetRequiredValue(section),
                        To = parsed.GetRequiredValue(to),
                    },
                    parsed.GetValue(json),
                    context
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(RevertSectionOptions options, bool json, CommandContext context)
    {
        await using var project = CommandProject.Open(context);
        var draft = project.RevertSection(options);
        if (json)
            context.Write(new RevertSectionOutput(draft.File, options.Section));
        else
            context.Out.WriteLine(
                $"{draft.File} has the section {options.Section} of {options.To}. Look at it (promptlab diff {options.Version} {draft.Prompt}@draft), then freeze it: promptlab freeze {draft.Prompt}"
            );
        return ExitCodes.Done;
    }
}
