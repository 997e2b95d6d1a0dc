using PromptLab.EvalSets;
using PromptLab.Grading;

namespace PromptLab.Linting;

/// <summary>The label of items, for eval sets whose right answers are few short ones that come back.</summary>
internal static class ItemLabels
{
    private const int LongestLabel = 60;
    private const int FewestItems = 2;

    /// <summary>
    /// The labels by item id, empty where the eval set has none. They are what the first <c>label</c>, <c>choice</c> or
    /// <c>equals</c> grader holds responses against, or else what is expected, provided that it has at most 60 characters and
    /// comes back twice on average. Labels that differ in case or white space only are one.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Of(EvalSet evalSet) =>
        LabelAnswers
            .Of(evalSet)
            .Select(answers => answers.Value)
            .Append(new ValueSource("{expected}"))
            .Select(source => AnswersOf(evalSet, source))
            .FirstOrDefault(AreLabels)
        ?? [];

    private static Dictionary<string, string> AnswersOf(EvalSet evalSet, ValueSource source)
    {
        var answers = evalSet
            .Items.Where(item => source.FindMissing(item) is null)
            .Select(item => (item.Id, Answer: source.TextFor(item).Trim()))
            .ToList();
        var spelling = answers
            .GroupBy(pair => StrippedMarkdown.Normalise(pair.Answer), StringComparer.Ordinal)
            .ToDictionary(
                same => same.Key,
                same => same.Select(pair => pair.Answer).Min(StringComparer.Ordinal) ?? "",
                StringComparer.Ordinal
            );
        return answers.ToDictionary(pair => pair.Id, pair => spelling[StrippedMarkdown.Normalise(pair.Answer)], StringComparer.Ordinal);
    }

    private static bool AreLabels(Dictionary<string, string> answers)
    {
        var labels = answers.Values.Distinct(StringComparer.Ordinal).ToList();
        return labels.Count > 0
            && answers.Count >= FewestItems * labels.Count
            && labels.TrueForAll(label => label.Length is > 0 and <= LongestLabel && !label.Contains('\n', StringComparison.Ordinal));
    }
}
