using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Prompts;

namespace PromptLab.Linting;

/// <summary>Finds labels that the prompt never names, so that a model can hardly choose them.</summary>
internal static class MissingLabels
{
    private const int MaxShown = 5;

    public static IEnumerable<RuleMatch> Find(LintMaterial material) =>
        from prompt in material.Prompts
        from set in prompt.Sets
        from answers in LabelAnswers.Of(set.EvalSet)
        let text = TextOf(prompt.Prompt, set.EvalSet)
        let words = ComparableText.Spaced(text)
        let missing = answers.Declared.Where(label => !IsNamed(text, words, label)).ToList()
        where missing.Count > 0
        select new RuleMatch(
            prompt.Prompt.File,
            LineOf(prompt.Prompt),
            FormattableString.Invariant(
                $"The prompt never names {ListLabels(missing)} of the grader “{answers.Grader.Id}” ({set.EvalSet.File}:{answers.Grader.Options.Line}). A model can hardly choose what it is not told: name them, or take them out of the grader."
            )
        );

    // All text of the prompt itself, and the values of trusted variables.
    private static string TextOf(Prompt prompt, EvalSet set)
    {
        var trusted = prompt.Variables.Where(variable => variable.Trusted).ToList();
        return string.Join(
            '\n',
            [
                .. prompt.Sections.Select(section => section.Text),
                .. prompt.Sections.SelectMany(section => section.Examples).SelectMany(example => new[] { example.Input, example.Output }),
                .. trusted.Select(variable => variable.Default ?? ""),
                .. set
                    .Items.Take(1)
                    .SelectMany(item => trusted.Select(variable => CanonicalJson.TextOf(item.Input.GetValueOrDefault(variable.Name)))),
                prompt.ResponseSchema is { } schema ? CanonicalJson.TextOf(schema) : "",
            ]
        );
    }

    // As whole words; a label without letters or digits, such as “+”, may be anywhere.
    private static bool IsNamed(string text, string words, string label) =>
        ComparableText.Words(ComparableText.Normalise(label)).Count == 0
            ? text.Contains(label.Trim(), StringComparison.Ordinal)
            : words.Contains(ComparableText.Spaced(label), StringComparison.Ordinal);

    private static int LineOf(Prompt prompt) =>
        (
            prompt.Sections.FirstOrDefault(section => section.Kind == SectionKind.Format)
            ?? prompt.Sections.FirstOrDefault(section => section.Kind == SectionKind.Task)
            ?? prompt.Sections[0]
        ).Line;

    private static string ListLabels(IReadOnlyList<string> labels) =>
        $"the label{(labels.Count == 1 ? "" : "s")} {string.Join(", ", labels.Take(MaxShown).Select(label => $"“{label}”"))}"
        + (labels.Count > MaxShown ? FormattableString.Invariant($" and {labels.Count - MaxShown} more") : "");
}
