using PromptLab.EvalSets;
using PromptLab.Grading;

namespace PromptLab.Linting;

/// <summary>Finds the labels of items, if the expected answers of an eval set are a few short texts that recur.</summary>
internal static class ItemLabels
{
    private const int MaxLabelLength = 60;
    private const int MinItemsPerLabel = 2;

    /// <summary>
    /// The labels by item id; empty if the eval set has none. They are the values that the first suitable <c>label</c>,
    /// <c>choice</c> or <c>equals</c> grader compares with, or else the expected answers. To be suitable, labels have at most 60
    /// characters and occur twice on average. Labels that differ only in case or white space count as one.
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
            .GroupBy(pair => ComparableText.Normalise(pair.Answer), StringComparer.Ordinal)
            .ToDictionary(
                same => same.Key,
                same => same.Select(pair => pair.Answer).Min(StringComparer.Ordinal) ?? "",
                StringComparer.Ordinal
            );
        return answers.ToDictionary(pair => pair.Id, pair => spelling[ComparableText.Normalise(pair.Answer)], StringComparer.Ordinal);
    }

    private static bool AreLabels(Dictionary<string, string> answers)
    {
        var labels = answers.Values.Distinct(StringComparer.Ordinal).ToList();
        return labels.Count > 0
            && answers.Count >= MinItemsPerLabel * labels.Count
            && labels.TrueForAll(label => label.Length is > 0 and <= MaxLabelLength && !label.Contains('\n', StringComparison.Ordinal));
    }
}
