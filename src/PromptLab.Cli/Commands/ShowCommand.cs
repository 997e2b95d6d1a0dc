using System.CommandLine;
using System.Text.Json.Nodes;
using PromptLab.Cli.Options;
using PromptLab.Cli.Views;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Prompts;
using PromptLab.Texts;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab show prompt@ref [--item id]</c>: exactly the messages that a model would get.</summary>
internal static class ShowCommand
{
    public static Command Create(CommandContext context)
    {
        var reference = new Argument<string>("prompt") { Description = "A prompt version, such as triage@v3." };
        var item = new Option<string?>("--item") { Description = "The item whose values are put in; without it the placeholders stay." };
        var evalSet = new Option<string?>("--evalset", "-e")
        {
            Description = "The eval set of the item, where several have one of that id.",
        };
        var json = JsonOption.Create();
        var command = new Command("show", "Show exactly the messages that a model would get.") { reference, item, evalSet, json };
        command.SetAction(
            (parsed, _) =>
                Task.FromResult(
                    Run(parsed.GetRequiredValue(reference), parsed.GetValue(item), parsed.GetValue(evalSet), parsed.GetValue(json), context)
                )
        );
        return command;
    }

    private static int Run(string reference, string? itemId, string? evalSet, bool json, CommandContext context)
    {
        var project = Project.Open(context);
        var problems = new Problems();
        var prompt = project.Prompts.Resolve(reference, problems);
        var item = itemId is null ? null : FindItem(project, itemId, evalSet, problems);
        context.Conclude(problems);
        var messages = PromptRenderer.Render(prompt!, item?.Input ?? Placeholders(prompt!));
        if (json)
        {
            context.Write(
                new
                {
                    Prompt = prompt!.Reference,
                    prompt.Hash,
                    Item = item?.Id,
                    Messages = messages.Select(message => new { Role = message.Role.Value, Content = message.Text }),
                    prompt.ResponseSchema,
                }
            );
        }
        else
        {
            PromptMessagesView.Write(context, messages);
        }

        return ExitCodes.Done;
    }

    private static EvalItem? FindItem(Project project, string id, string? evalSet, Problems problems)
    {
        var sets = (evalSet is null ? project.EvalSets.Names : [evalSet])
            .Select(name => project.EvalSets.Resolve(name, problems))
            .OfType<EvalSet>()
            .ToList();
        var found = sets.Where(set => set.Items.Any(item => item.Id == id)).ToList();
        if (found.Count > 1)
            problems.Add(
                "--item",
                null,
                $"Several eval sets have an item “{id}”: {string.Join(", ", found.Select(set => set.Name))}. Name one with --evalset."
            );
        else if (found.Count == 0 && !problems.HasErrors)
            problems.Add(
                "--item",
                null,
                $"No item has the id “{id}”.{(NearestName.Find(id, sets.SelectMany(set => set.Items).Select(item => item.Id)) is { } near ? $" Did you mean “{near}”?" : "")}"
            );
        return found is [var only] ? only.Items.First(item => item.Id == id) : null;
    }

    // Without an item each text placeholder stands for itself; a conversation is left out, as it is for an item without one.
    private static Dictionary<string, JsonNode> Placeholders(Prompt prompt) =>
        prompt
            .Variables.Where(variable => variable.Type == PromptVariableType.Text && variable.Default is null)
            .ToDictionary(
                variable => variable.Name,
                variable => (JsonNode)JsonValue.Create($"{{{variable.Name}}}"),
                StringComparer.Ordinal
            );
}
