namespace PromptLab.Grading.Texts;

/// <summary>Rows of n words, and how many of them two texts share.</summary>
internal static class NGrams
{
    private const char Between = '\u001F';

    /// <summary>How often each row of <paramref name="length"/> words stands in a text.</summary>
    public static Dictionary<string, int> Count(IReadOnlyList<string> words, int length)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var at = 0; at + length <= words.Count; at++)
        {
            var gram = length == 1 ? words[at] : string.Join(Between, words.Skip(at).Take(length));
            counts[gram] = counts.GetValueOrDefault(gram) + 1;
        }

        return counts;
    }

    /// <summary>
    /// The rows of a response, those of its reference, and those of both, each as often as in the text that has it less often.
    /// </summary>
    public static MatchCounts Compare(IReadOnlyList<string> response, IReadOnlyList<string> reference, int length)
    {
        var (found, wanted) = (Count(response, length), Count(reference, length));
        return new MatchCounts(
            found.Sum(gram => Math.Min(gram.Value, wanted.GetValueOrDefault(gram.Key))),
            found.Values.Sum(),
            wanted.Values.Sum()
        );
    }

    /// <summary>Precision and recall, as figures beside a score.</summary>
    public static IReadOnlyDictionary<string, double> MetricsOf(MatchCounts counts) =>
        new Dictionary<string, double>(StringComparer.Ordinal) { ["precision"] = counts.Precision, ["recall"] = counts.Recall };
}
