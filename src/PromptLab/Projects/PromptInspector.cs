using System.Text.Json.Nodes;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Prompts;
using PromptLab.Texts;
using PromptLab.Workspace;

namespace PromptLab.Projects;

/// <summary>Compares the texts of versions, and renders their messages.</summary>
internal static class PromptInspector
{
    public static DiffResult Diff(ProjectWorkspace project, DiffOptions options)
    {
        var problems = new Problems();
        var before = project.Prompts.Resolve(options.Before, problems);
        var after = project.Prompts.Resolve(options.After, problems);
        project.Conclude(problems);
        return new DiffResult(PromptDiff.Between(before!, after!)) { Before = before!, After = after! };
    }

    public static ShowResult Show(ProjectWorkspace project, ShowOptions options)
    {
        var problems = new Problems();
        var prompt = project.Prompts.Resolve(options.Version, problems);
        var item = options.Item is null ? null : FindItem(project, options.Item, options.EvalSet, problems);
        if (prompt is not null && item is not null)
            CheckItem(prompt, item, problems);
        project.Conclude(problems);
        return new ShowResult
        {
            Prompt = prompt!,
            Item = item?.Id,
            Messages = PromptRenderer.Render(prompt!, item?.Input ?? Placeholders(prompt!)),
        };
    }

    // A run refuses such an item, and its messages would show an empty text instead.
    private static void CheckItem(Prompt prompt, EvalItem item, Problems problems)
    {
        foreach (var variable in prompt.Variables.Where(variable => variable.Required && variable.Default is null))
        {
            if (!item.Input.ContainsKey(variable.Name))
                problems.Add(
                    item.File,
                    item.Line,
                    $"The item “{item.Id}” has no “{variable.Name}”, which {prompt.Reference} requires.{NearestName.Suggest(variable.Name, item.Input.Keys)}"
                );
        }
    }

    private static EvalItem? FindItem(ProjectWorkspace project, string id, string? evalSet, Problems problems)
    {
        var names = evalSet is null ? project.EvalSets.Names : [evalSet];
        var sets = names.Select(name => project.EvalSets.Resolve(name, problems)).OfType<EvalSet>().ToList();
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
                $"No item has the id “{id}”.{(NearestName.Find(id, sets.SelectMany(set => set.Items).Select(item => item.Id)) is { } near ? NearestName.DidYouMean(id, near) : "")}"
            );
        return found is [var only] ? Shown(only.Items.First(item => item.Id == id), only, problems) : null;
    }

    private static EvalItem? Shown(EvalItem item, EvalSet evalSet, Problems problems)
    {
        if (!item.IsSealed)
            return item;
        problems.Add(
            "--item",
            null,
            $"“{item.Id}” is in the holdout of {evalSet.Name}, whose texts are never shown: whoever reads them tunes on them. Choose an item of another split."
        );
        return null;
    }

    // Without an item, text placeholders are rendered as themselves and a conversation is left out, as for an item without one.
    private static Dictionary<string, JsonNode> Placeholders(Prompt prompt) =>
        prompt
            .Variables.Where(variable => variable.Type == PromptVariableType.Text && variable.Default is null)
            .ToDictionary(
                variable => variable.Name,
                variable => (JsonNode)JsonValue.Create($"{{{variable.Name}}}"),
                StringComparer.Ordinal
            );
}
