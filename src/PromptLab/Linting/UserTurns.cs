using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using PromptLab.EvalSets;
using PromptLab.Prompts;
using PromptLab.Texts;

namespace PromptLab.Linting;

/// <summary>Finds requests in which no user says anything.</summary>
internal static class UserTurns
{
    private const string Why = "Some providers refuse such a request, and others answer nothing or make a question up. ";

    public static IEnumerable<RuleMatch> Find(LintMaterial material) => material.Prompts.SelectMany(Find);

    private static IEnumerable<RuleMatch> Find(LintedPrompt linted)
    {
        var prompt = linted.Prompt;
        if (!HasUserTurn(prompt, PlaceholdersOf(prompt)) && !TakesMessages(prompt))
        {
            yield return new RuleMatch(
                prompt.File,
                null,
                $"The request has no user turn: everything is in the system message. {Why}Set “query_role: user” under “render”."
            );
            yield break;
        }

        foreach (var set in linted.Sets)
        {
            var silent = set.EvalSet.Items.Where(item => !HasUserTurn(prompt, item.Input)).ToList();
            if (silent.Count > 0)
                yield return Of(prompt, silent);
        }
    }

    private static RuleMatch Of(Prompt prompt, IReadOnlyList<EvalItem> silent) =>
        new(
            silent[0].File,
            silent[0].Line,
            string.Create(
                CultureInfo.InvariantCulture,
                $"With {prompt.Reference} the request of the item “{silent[0].Id}”{(silent.Count == 1 ? "" : $" and of {silent.Count - 1} more")} has no user turn, or one without text. {Why}Give the item its text, or set “query_role: user” under “render”."
            )
        );

    private static bool HasUserTurn(Prompt prompt, IReadOnlyDictionary<string, JsonNode> values) =>
        PromptRenderer.Render(prompt, values).Any(message => message.Role == ChatRole.User && !InvisibleText.IsBlank(message.Text));

    // A conversation may have user turns; the items tell.
    private static bool TakesMessages(Prompt prompt) =>
        prompt.Render.History == HistoryStyle.Messages && prompt.Variables.Any(variable => variable.Type == PromptVariableType.Messages);

    private static Dictionary<string, JsonNode> PlaceholdersOf(Prompt prompt) =>
        prompt
            .Variables.Where(variable => variable.Type == PromptVariableType.Text)
            .ToDictionary(variable => variable.Name, variable => (JsonNode)JsonValue.Create(variable.Name), StringComparer.Ordinal);
}
