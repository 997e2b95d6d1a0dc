using System.Text.Json.Nodes;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Prompts;
using PromptLab.Texts;

namespace PromptLab.Running;

/// <summary>Checks that prompts and an eval set fit: every required variable has a value, and every input field is a variable.</summary>
internal static class PromptFit
{
    /// <summary>Adds a problem for every field that no prompt declares and every item that lacks a required variable.</summary>
    public static void Check(IReadOnlyList<Prompt> prompts, EvalSet evalSet, IReadOnlyList<EvalItem> items, Problems problems)
    {
        CheckFields(prompts, evalSet, problems);
        foreach (var prompt in prompts)
        {
            foreach (var variable in prompt.Variables)
                CheckVariable(prompt, variable, evalSet, items, problems);
            if (prompt.TakesToolResults)
                CheckToolResults(prompt, items, problems);
        }
    }

    private static void CheckToolResults(Prompt prompt, IReadOnlyList<EvalItem> items, Problems problems)
    {
        foreach (var item in items)
        {
            if (!item.Input.TryGetValue(ToolResults.Field, out var value))
                continue;
            ToolResults.Read(value, prompt.Tools, out var problem);
            if (problem is not null)
                problems.Add(item.File, item.Line, $"The item “{item.Id}”: {problem}");
        }
    }

    private static void CheckFields(IReadOnlyList<Prompt> prompts, EvalSet evalSet, Problems problems)
    {
        var declared = prompts.SelectMany(prompt => prompt.Variables).Select(variable => variable.Name).ToHashSet(StringComparer.Ordinal);
        if (prompts.Any(prompt => prompt.TakesToolResults))
            declared.Add(ToolResults.Field);
        var declarers = prompts.Count == 1 ? prompts[0].Reference : "any of the prompts";
        foreach (var field in evalSet.InputFields.Where(field => !declared.Contains(field.Name)))
        {
            problems.Add(
                field.File,
                field.Line,
                $"“{field.Name}” is neither a known column nor a variable of {declarers}.{NearestName.Suggest(field.Name, declared.Concat(ItemColumns.Known))}"
            );
        }
    }

    private static void CheckVariable(
        Prompt prompt,
        PromptVariable variable,
        EvalSet evalSet,
        IReadOnlyList<EvalItem> items,
        Problems problems
    )
    {
        if (variable.Required && variable.Default is null)
        {
            if (evalSet.InputFields.All(field => field.Name != variable.Name))
            {
                problems.Add(
                    evalSet.File,
                    null,
                    $"No item has “{variable.Name}”, which {prompt.Reference} requires.{NearestName.Suggest(variable.Name, evalSet.InputFields.Select(f => f.Name))}"
                );
                return;
            }

            foreach (var item in items.Where(item => !item.Input.ContainsKey(variable.Name)))
                problems.Add(
                    item.File,
                    item.Line,
                    $"The item “{item.Id}” has no “{variable.Name}”, which {prompt.Reference} requires. Give it a value."
                );
        }

        foreach (var item in items)
        {
            if (item.Input.TryGetValue(variable.Name, out var value) && ShapeProblem(variable, value) is { } problem)
                problems.Add(item.File, item.Line, $"“{variable.Name}” of the item “{item.Id}”: {problem}");
        }
    }

    private static string? ShapeProblem(PromptVariable variable, JsonNode value)
    {
        if (variable.Type == PromptVariableType.File)
            return FileReference.Of(value) is null
                ? $"it is a file in the prompt. Name the column or key “{ItemFiles.Prefix}{variable.Name}”, with the path of the file."
                : null;
        if (FileReference.Of(value) is not null)
            return "it is a file, and the prompt takes no file there. Declare the variable with “type: file”.";
        if (variable.Type != PromptVariableType.Messages)
            return null;
        ConversationHistory.Read(value, out var problem);
        return problem;
    }
}
