using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Grading;
using PromptLab.Prompts;

namespace PromptLab.Linting;

/// <summary>Labels that the prompt never names: a model can hardly choose what it is not told.</summary>
internal static class MissingLabels
{
    private const int MostShown = 5;

    public static IEnumerable<Spot> Find(LintMaterial material) =>
        from prompt in material.Prompts
        from set in prompt.Sets
        from answers in LabelAnswers.Of(set.EvalSet)
        let told = TextOf(prompt.Prompt, set.EvalSet)
        let words = StrippedMarkdown.Spaced(told)
        let missing = answers.Declared.Where(label => !IsIn(told, words, label)).ToList()
        where missing.Count > 0
        select new Spot(
            prompt.Prompt.File,
            LineOf(prompt.Prompt),
            FormattableString.Invariant(
                $"The prompt never names {Shown(missing)} of the grader “{answers.Grader.Id}” ({set.EvalSet.File}:{answers.Grader.Options.Line}). A model can hardly choose what it is not told: name them, or take them out of the grader."
            )
        );

    // All that the prompt says itself, and what trusted variables bring.
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

    // As words of their own; a label without a letter or digit, such as “+”, anywhere.
    private static bool IsIn(string text, string words, string label) =>
        StrippedMarkdown.Words(StrippedMarkdown.Normalise(label)).Count == 0
            ? text.Contains(label.Trim(), StringComparison.Ordinal)
            : words.Contains(StrippedMarkdown.Spaced(label), StringComparison.Ordinal);

    private static int LineOf(Prompt prompt) =>
        (
            prompt.Sections.FirstOrDefault(section => section.Kind == SectionKind.Format)
            ?? prompt.Sections.FirstOrDefault(section => section.Kind == SectionKind.Task)
            ?? prompt.Sections[0]
        ).Line;

    private static string Shown(IReadOnlyList<string> labels) =>
        $"the label{(labels.Count == 1 ? "" : "s")} {string.Join(", ", labels.Take(MostShown).Select(label => $"“{label}”"))}"
        + (labels.Count > MostShown ? FormattableString.Invariant($" and {labels.Count - MostShown} more") : "");
}
