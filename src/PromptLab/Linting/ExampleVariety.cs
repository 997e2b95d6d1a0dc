using System.Globalization;
using System.Text.Json.Nodes;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Grading;
using PromptLab.Prompts;

namespace PromptLab.Linting;

/// <summary>Finds prompts whose examples are all alike: the same answer, the same shape of answer, or nearly the same text.</summary>
internal static class ExampleVariety
{
    private const int MinExamplesAlone = 3;
    private const double MinShareWithout = 0.1;

    public static IEnumerable<RuleMatch> Find(LintMaterial material)
    {
        foreach (var prompt in material.Prompts.Where(prompt => prompt.Examples.Count > 1))
        {
            var message = FindSameAnswer(prompt) ?? FindSameShape(prompt) ?? FindSameText(prompt.Examples);
            if (message is not null)
                yield return new RuleMatch(
                    prompt.Prompt.File,
                    prompt.Prompt.Sections.First(section => section.Kind == SectionKind.Examples).Line,
                    message
                );
        }
    }

    // With an eval set, the answer must be one of several labels there; without one, three equal answers are enough.
    private static string? FindSameAnswer(LintedPrompt prompt)
    {
        if (prompt.Examples.DistinctBy(example => ComparableText.Normalise(example.Output), StringComparer.Ordinal).Count() > 1)
            return null;
        var answer = prompt.Examples[0].Output;
        var labels = prompt
            .Sets.SelectMany(set => LabelAnswers.Of(set.EvalSet).Select(answers => answers.CountsOf(set.Measured)))
            .FirstOrDefault(counts =>
                counts.Count > 1 && counts.Any(label => ComparableText.Normalise(label.Label) == ComparableText.Normalise(answer))
            );
        if (labels is null && (prompt.Sets.Count > 0 || prompt.Examples.Count < MinExamplesAlone))
            return null;
        var others = labels is null ? "" : string.Create(CultureInfo.InvariantCulture, $"; the items have {labels.Count} labels");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"All {prompt.Examples.Count} examples have the answer {Quote.Of(answer)}{others}. A model copies what it is shown: add an example of another."
        );
    }

    private static string? FindSameShape(LintedPrompt prompt)
    {
        var outputs = prompt.Examples.Select(example => ParseJson(example.Output)).ToList();
        if (outputs.Exists(output => output is null))
            return null;
        foreach (var set in prompt.Sets)
        {
            var items = set.Measured;
            foreach (var field in items.SelectMany(FieldsOf).Distinct(StringComparer.Ordinal))
            {
                var without = items.Count(item => !FieldsOf(item).Contains(field, StringComparer.Ordinal));
                if (outputs.TrueForAll(output => output?[field] is not null) && without >= MinShareWithout * items.Count && without > 0)
                    return string.Create(
                        CultureInfo.InvariantCulture,
                        $"All {prompt.Examples.Count} examples have a value for “{field}”, and {without} of {items.Count} items have none. A model copies what it is shown: add an example without one."
                    );
            }
        }

        return null;
    }

    // The fields of the expected answer that have a value.
    private static IEnumerable<string> FieldsOf(EvalItem item) =>
        item.Expected is JsonObject expected ? expected.Where(field => field.Value is not null).Select(field => field.Key) : [];

    private static string? FindSameText(IReadOnlyList<PromptExample> examples)
    {
        if (
            examples.Count < MinExamplesAlone
            || new NearTexts([.. examples.Select(example => example.Input)]).Find(examples[0].Input).Count < examples.Count
        )
            return null;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"All {examples.Count} examples are nearly the same text: their word triples have a Jaccard similarity of {NearTexts.Threshold:0.00} or more with those of the first, digits alike. Write examples that differ as the items do."
        );
    }

    private static JsonObject? ParseJson(string output) =>
        LintedPrompt.Literal(output) is { } text && StrictJson.TryParse(CodeFence.LastContent(text) ?? text, out var json)
            ? json as JsonObject
            : null;
}
