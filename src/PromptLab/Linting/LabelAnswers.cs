using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Grading;

namespace PromptLab.Linting;

/// <summary>The right answers of a grader that holds responses against labels.</summary>
internal sealed record LabelAnswers(GraderDefinition Grader, IReadOnlyList<string> Declared, ValueSource Value)
{
    private static readonly string[] Kinds = ["label", "choice", "equals"];

    /// <summary>Of each grader of an eval set that has them.</summary>
    public static IEnumerable<LabelAnswers> Of(EvalSet set) =>
        set
            .Graders.Where(grader => Kinds.Contains(grader.Type, StringComparer.Ordinal))
            .Select(grader =>
            {
                var options = grader.Options.ReportingTo(new Problems());
                return new LabelAnswers(
                    grader,
                    grader.Type == "label" ? options.Texts("labels") : [],
                    new ValueSource(options.Text("value") ?? "{expected}")
                );
            });

    /// <summary>How many items have each label, the most frequent first; a declared one that no item has is among them.</summary>
    public IReadOnlyList<(string Label, int Count)> CountsOf(IReadOnlyList<EvalItem> items)
    {
        var answers = items.Where(item => Value.FindMissing(item) is null).Select(item => Value.TextFor(item).Trim());
        return
        [
            .. Declared
                .Select(label => (Label: label.Trim(), Count: 0))
                .Concat(answers.Select(answer => (Label: answer, Count: 1)))
                .GroupBy(pair => StrippedMarkdown.Normalise(pair.Label), StringComparer.Ordinal)
                .Select(same => (same.First().Label, same.Sum(pair => pair.Count)))
                .OrderByDescending(pair => pair.Item2)
                .ThenBy(pair => pair.Label, StringComparer.Ordinal),
        ];
    }
}
