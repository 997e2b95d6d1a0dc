using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Models;
using PromptLab.Prompts;

namespace PromptLab.Planning;

/// <summary>
/// Checks that a model is sent all that a prompt has: tools, a response schema and files that it has no place for would be left
/// out silently, and the run would measure something else.
/// </summary>
internal static class SentParts
{
    /// <summary>Adds a problem for each thing that would not be sent.</summary>
    public static void Check(ModelDefinition model, IReadOnlyList<Prompt> prompts, IReadOnlyList<EvalItem> items, Problems problems)
    {
        foreach (var prompt in prompts)
        {
            if (model.Provider.Application?.Http is { } http)
                CheckBody(model, http, prompt, problems);
            CheckFiles(model, prompt, items, problems);
        }
    }

    private static void CheckBody(ModelDefinition model, HttpTemplate http, Prompt prompt, Problems problems)
    {
        var needed = new[]
        {
            ("tools", prompt.Tools.Count > 0, "tools"),
            ("response_schema", prompt.ResponseSchema is not null, "a response schema"),
            ("messages", prompt.Variables.Any(variable => variable.Type == PromptVariableType.File), "a file"),
        };
        foreach (var (name, isNeeded, what) in needed)
        {
            if (isNeeded && !http.Placeholders.Contains(name, StringComparer.Ordinal))
                problems.Add(
                    "promptlab.yaml",
                    model.Provider.Line,
                    $"{prompt.Reference} has {what}, and the body of “{model.Provider.Name}” has no {{{{{name}}}}}: it would not be sent. Put it there, or run another model."
                );
        }
    }

    private static void CheckFiles(ModelDefinition model, Prompt prompt, IReadOnlyList<EvalItem> items, Problems problems)
    {
        if (prompt.Variables.FirstOrDefault(variable => variable.Type == PromptVariableType.File) is not { } variable)
            return;
        if (!model.TakesFiles)
            problems.Add(
                "promptlab.yaml",
                model.Line,
                $"{prompt.Reference} has a file, “{variable.Name}”, and “{model.Alias}” takes none (“files: false”). Run a model that does."
            );
        else if (model.Provider.Kind == ProviderKinds.Ollama && FirstDocument(prompt, items) is var (item, file))
            problems.Add(
                item.File,
                item.Line,
                $"“{file.File}” of the item “{item.Id}” is {file.MediaType}, and Ollama takes pictures only. Convert it, or run another model."
            );
    }

    private static (EvalItem Item, FileReference File)? FirstDocument(Prompt prompt, IReadOnlyList<EvalItem> items)
    {
        var names = prompt.Variables.Where(variable => variable.Type == PromptVariableType.File).Select(variable => variable.Name).ToList();
        foreach (var item in items)
        {
            var file = names
                .Select(name => FileReference.Of(item.Input.GetValueOrDefault(name)))
                .FirstOrDefault(file => file is { IsImage: false });
            if (file is not null)
                return (item, file);
        }

        return null;
    }
}
