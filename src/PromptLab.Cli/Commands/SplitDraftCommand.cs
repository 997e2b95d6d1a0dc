using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Files;
using PromptLab.Prompts;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab split-draft NAME</c>: drafts that change one element each.</summary>
internal static class SplitDraftCommand
{
    public static Command Create(CommandContext context)
    {
        var name = new Argument<string>("name") { Description = "The prompt's name." };
        var json = JsonOption.Create();
        var command = new Command("split-draft", "Split a draft that changes several elements into drafts that change one each.")
        {
            name,
            json,
        };
        command.SetAction(
            (parsed, _) => Task.FromResult(Run(PromptReference.Parse(parsed.GetRequiredValue(name)).Name, parsed.GetValue(json), context))
        );
        return command;
    }

    private static int Run(string name, bool json, CommandContext context)
    {
        var project = Project.Open(context);
        var problems = new Problems();
        var drafts = new DraftSplitter(project.Prompts).Split(name, problems) ?? [];
        context.Conclude(problems);
        if (json)
            context.Write(
                new
                {
                    Drafts = drafts
                        .Select(draft => new
                        {
                            draft.Prompt.Reference,
                            draft.Prompt.File,
                            draft.Element,
                        })
                        .ToList(),
                }
            );
        foreach (var draft in json ? [] : drafts)
            context.Out.WriteLine(
                $"{draft.Prompt.Reference}: {draft.Element}. Freeze it: promptlab freeze {draft.Prompt.Reference} --hypothesis \"…\""
            );
        return ExitCodes.Done;
    }
}
