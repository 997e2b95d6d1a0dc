using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Cli.Outputs;
using PromptLab.Cli.Terminal;
using PromptLab.Prompts;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab split-draft NAME</c>: splits a draft into drafts that change one element each.</summary>
internal static class SplitDraftCommand
{
    public static Command Create(CommandContext context)
    {
        var name = new Argument<string>("name") { Description = "The prompt's name." };
        var json = JsonOption.Create();
        var command = new Command("split-draft", "Split a draft into drafts of one change each.") { name, json };
        command.SetAction(
            (parsed, _) => RunAsync(PromptReference.Parse(parsed.GetRequiredValue(name)).Name, parsed.GetValue(json), context)
        );
        return command;
    }

    private static async Task<int> RunAsync(string prompt, bool json, CommandContext context)
    {
        await using var project = CommandProject.Open(context);
        var drafts = project.SplitDraft(prompt).Drafts;
        if (json)
            context.Write(SplitDraftOutput.Of(drafts));
        foreach (var draft in json ? [] : drafts)
            context.Out.WriteLine(
                $"{draft.Prompt.Reference}: {draft.Element}. Freeze it: promptlab freeze {draft.Prompt.Reference} --hypothesis \"…\""
            );
        return ExitCodes.Done;
    }
}
