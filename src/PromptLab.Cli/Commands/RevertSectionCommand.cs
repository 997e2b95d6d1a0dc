using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Files;
using PromptLab.Prompts;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab revert-section PROMPT SECTION --to VERSION</c>: a draft with one section as it was.</summary>
internal static class RevertSectionCommand
{
    public static Command Create(CommandContext context)
    {
        var prompt = new Argument<string>("prompt") { Description = "The version to begin from, such as triage@v5." };
        var section = new Argument<string>("section") { Description = "The section, such as constraints." };
        var to = new Option<string>("--to") { Description = "The version whose section is taken, such as v3.", Required = true };
        var json = JsonOption.Create();
        var command = new Command("revert-section", "Make a draft of a version in which one section is as an earlier version has it.")
        {
            prompt,
            section,
            to,
            json,
        };
        command.SetAction(
            (parsed, _) =>
                Task.FromResult(
                    Run(
                        parsed.GetRequiredValue(prompt),
                        parsed.GetRequiredValue(section),
                        parsed.GetRequiredValue(to),
                        parsed.GetValue(json),
                        context
                    )
                )
        );
        return command;
    }

    private static int Run(string prompt, string section, string to, bool json, CommandContext context)
    {
        var project = Project.Open(context);
        var problems = new Problems();
        var file = new SectionReversal(project.Prompts).Revert(prompt, section, to, problems);
        context.Conclude(problems);
        var name = PromptReference.Parse(prompt).Name;
        // What no longer fits, such as a variable that the older section names, is the author's to mend.
        project.Prompts.Resolve(new PromptReference(name, PromptLibrary.Draft), problems);
        foreach (var problem in problems.Found)
            context.Error.WriteLine($"warning: {problem}");
        if (json)
            context.Write(new { File = file, Section = section });
        else
            context.Out.WriteLine(
                $"{file} has the section {section} of {to}. Look at it (promptlab diff {prompt} {name}@draft), then freeze it: promptlab freeze {name}"
            );
        return ExitCodes.Done;
    }
}
