using PromptLab.Calling;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Models;
using PromptLab.Prompts;
using PromptLab.Results;
using PromptLab.Running;
using PromptLab.Settings;
using PromptLab.Texts;

namespace PromptLab.Planning;

/// <summary>
/// Whether recordings have what a run would ask of them: a model that only replays can't answer a new text. Nothing is sent.
/// </summary>
internal static class RecordedRequests
{
    /// <summary>
    /// Adds a problem for each prompt version of which more than 2% of the requests were never recorded: no rate of such a run would
    /// be used. Up to 2% are a warning, since the rest is measured.
    /// </summary>
    public static void Check(RunSetup setup, ModelFactory models, ProjectConfig config, Problems problems)
    {
        foreach (var model in setup.Models.Where(models.IsReplayed))
        {
            var recorded = models.RecordedKeys(model, problems);
            foreach (var (prompt, _) in setup.Prompts)
            {
                var (asked, missing) = (
                    setup.Items.Count * setup.Choice.Repeats,
                    CountMissing(recorded, prompt, model, setup.Items, setup.Choice.Repeats)
                );
                if (missing == 0)
                    continue;
                var sentence =
                    $"{Format.Count(missing)} of {Format.Quantity(asked, "request")} of {prompt.Reference} {(missing == 1 ? "was" : "were")} never recorded, and “{model.Alias}” only replays.";
                if (missing > RunSummary.HighestErrorRate * asked)
                    problems.Add("--model", null, $"{sentence} {Instead(model, models, config)}");
                else
                    problems.Warn("--model", null, $"{sentence} These calls will fail, and the rest is measured.");
            }
        }
    }

    /// <summary>True where a model can answer every request, or sends them to a provider.</summary>
    public static bool CanAnswer(
        ModelDefinition model,
        IEnumerable<Prompt> prompts,
        IReadOnlyList<EvalItem> items,
        int repeats,
        ModelFactory models
    )
    {
        if (!models.IsReplayed(model))
            return true;
        var recorded = models.RecordedKeys(model, new Problems());
        return prompts.All(prompt =>
            CountMissing(recorded, prompt, model, items, repeats) <= RunSummary.HighestErrorRate * items.Count * repeats
        );
    }

    private static int CountMissing(
        IReadOnlySet<string> recorded,
        Prompt prompt,
        ModelDefinition model,
        IReadOnlyList<EvalItem> items,
        int repeats
    )
    {
        var missing = 0;
        foreach (var item in items)
        {
            var messages = PromptRenderer.Render(prompt, item.Input);
            for (var repeat = 1; repeat <= repeats; repeat++)
            {
                var options = PromptRequest.Options(model, prompt, item.Input, repeat);
                missing += recorded.Contains(RequestKey.Of(messages, options)) ? 0 : 1;
            }
        }

        return missing;
    }

    // First those that answer as the recorded one would: only they can be compared with what was recorded.
    private static string Instead(ModelDefinition recorded, ModelFactory models, ProjectConfig config)
    {
        var others = config
            .Models.Values.Where(model => !models.IsReplayed(model))
            .OrderBy(model => model.Id != recorded.Id)
            .Select(model => model.Alias)
            .ToList();
        return others.Count == 0
            ? "Connect a real model in promptlab.yaml and pass it with --model."
            : $"Pass a model that answers: --model {string.Join(" or ", others.Take(3))}";
    }
}
