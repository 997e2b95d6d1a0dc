using System.CommandLine;
using System.Text.RegularExpressions;
using PromptLab.Cli.Options;
using PromptLab.Files;
using PromptLab.Prompts;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab new NAME</c>: a draft to begin with.</summary>
internal static partial class NewCommand
{
    public static Command Create(CommandContext context)
    {
        var name = new Argument<string>("name") { Description = "The prompt's name." };
        var from = new Option<string?>("--from") { Description = "Begin from this version, such as triage@v3, instead of a starter." };
        var json = JsonOption.Create();
        var command = new Command("new", "Make a prompt with a draft to begin with, or a new draft from a version.") { name, from, json };
        command.SetAction(
            (parsed, _) => Task.FromResult(Run(parsed.GetRequiredValue(name), parsed.GetValue(from), parsed.GetValue(json), context))
        );
        return command;
    }

    private static int Run(string name, string? from, bool json, CommandContext context)
    {
        var project = Project.Open(context);
        var problems = new Problems();
        var file = PromptLibrary.Draft + PromptFile.Extension;
        var (path, shown) = (project.Prompts.PathOf(name, file), project.Prompts.ShownOf(name, file));
        if (!PromptName().IsMatch(name))
            problems.Add(name, null, "A prompt's name is of small letters, digits and “-”, a letter first.");
        else if (File.Exists(path))
            problems.Add(shown, null, "There is a draft already. Freeze it, or edit it.");
        var parent = from is null ? null : project.Prompts.Resolve(from, problems);
        if (parent is not null && parent.Name != name)
            problems.Add("--from", null, $"“{from}” is a version of another prompt. Name a version of {name}.");
        context.Conclude(problems);
        TextFile.WriteAtomically(
            path,
            parent is null
                ? PromptStarter.TextOf(name)
                : PromptStarter.TextFrom(
                    File.ReadAllText(project.Prompts.PathOf(name, parent.Version + PromptFile.Extension)),
                    parent.Version
                )
        );
        if (json)
            context.Write(new { File = shown, Parent = parent?.Version });
        else
            context.Out.WriteLine(
                $"{shown} is ready. Edit it, look at it (promptlab show {name}@draft), then freeze it: promptlab freeze {name}"
            );
        return ExitCodes.Done;
    }

    [GeneratedRegex("^[a-z][a-z0-9-]*$", RegexOptions.None, 1000)]
    private static partial Regex PromptName();
}
