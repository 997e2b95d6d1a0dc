using System.Globalization;
using System.Text.Json.Nodes;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Grading;
using PromptLab.Prompts;

namespace PromptLab.Linting;

/// <summary>Finds examples that equal, or nearly equal, items on which the prompt is measured.</summary>
internal static class FewShotLeakage
{
    public static IEnumerable<RuleMatch> Find(LintMaterial material) =>
        from prompt in material.Prompts
        from set in prompt.Sets
        from example in prompt.Examples
        let text = LintedPrompt.Literal(example.Input)
        where text is not null
        let found = set.TextsFor(prompt.Prompt).Find(text)
        where found.Count > 0
        select new RuleMatch(prompt.Prompt.File, example.Line, Message(example, found, set));

    private static string Message(PromptExample example, IReadOnlyList<(EvalItem Item, double? Similarity)> found, LintedSet set)
    {
        var (item, similarity) = found[0];
        var place = string.Create(CultureInfo.InvariantCulture, $"“{item.Id}” of {set.SplitOf(item)} ({item.File}:{item.Line})");
        var others = found.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $", and {found.Count - 1} more alike");
        var what = similarity is { } value
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"is nearly the item {place}{others}: the Jaccard similarity of their word triples is {value:0.00}, and {NearTexts.Threshold:0.00} or more counts, digits alike"
            )
            : $"is the item {place}{others}, whatever the case and the white space";
        return $"The example “{example.Name}” {what}.{OtherAnswer(example, item, set)} What the model was shown says nothing about what it can do: write another example, or move the item to train.";
    }

    // Only if the example's answer is that of some item, so that different wording is not reported as a different answer.
    private static string OtherAnswer(PromptExample example, EvalItem item, LintedSet set)
    {
        var (output, expected) = (ComparableText.Normalise(example.Output), AnswerOf(item));
        return
            expected is null
            || ComparableText.Normalise(expected) == output
            || !set.EvalSet.Items.Any(one => AnswerOf(one) is { } answer && ComparableText.Normalise(answer) == output)
            ? ""
            : $" Their answers differ: {Quote.Of(example.Output)} in the example, {Quote.Of(expected)} in the item.";
    }

    private static string? AnswerOf(EvalItem item) => item.Expected is JsonValue value ? CanonicalJson.TextOf(value) : null;
}
