using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Grading;

namespace PromptLab.Linting;

/// <summary>The expected labels of a grader that compares responses with labels.</summary>
internal sealed record LabelAnswers(GraderDefinition Grader, IReadOnlyList<string> Declared, ValueSource Value)
{
    private static readonly string[] Kinds = ["label", "choice", "equals"];

    /// <summary>The label answers of every such grader of an eval set.</summary>
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

    /// <summary>The number of items per label, most frequent first; includes declared labels that no item has.</summary>
    public IReadOnlyList<(string Label, int Count)> CountsOf(IReadOnlyList<EvalItem> items)
    {
        var answers = items.Where(item => Value.FindMissing(item) is null).Select(item => Value.TextFor(item).Trim());
        return
        [
            .. Declared
                .Select(label => (Label: label.Trim(), Count: 0))
                .Concat(answers.Select(answer => (Label: answer, Count: 1)))
                .GroupBy(pair => ComparableText.Normalise(pair.Label), StringComparer.Ordinal)
                .Select(same => (same.First().Label, same.Sum(pair => pair.Count)))
                .OrderByDescending(pair => pair.Item2)
                .ThenBy(pair => pair.Label, StringComparer.Ordinal),
        ];
    }
}
